import { expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { fileOfVolume, parseStoragePool } from '../../../shared/nova/storage-pool.ts'

const pool = (type: string, target: string, more = '') =>
  `<pool type="${type}"><name>images</name><source>${more}</source><target><path>${target}</path></target></pool>`

test('a pool tells its name, its type and where its volumes are, and no secret', () => {
  const secret = '<auth type="ceph" username="hunter2"><secret uuid="hunter2"/></auth>'
  const found = parseStoragePool(pool('netfs', '/srv/images', secret), 'etc/p.xml')
  expect(found).toEqual({
    path: 'etc/p.xml',
    name: 'images',
    type: 'netfs',
    target: '/srv/images',
  })
  const running = `<poolstate><pool/>${pool('dir', '/srv')}</poolstate>`
  expect(() => parseStoragePool(running, 'x')).toThrow(FormatError)
  const state = parseStoragePool(`<poolstate>${pool('dir', '/srv')}</poolstate>`, 'run/p.xml')
  expect(state).toMatchObject({ name: 'images', target: '/srv' })
})

test.each(['<pool/>', '<domain><name>x</name></domain>', '<pool type="dir"><name></name></pool>'])(
  'what is no pool is refused: %s',
  (text) => {
    expect(() => parseStoragePool(text, 'x')).toThrow(FormatError)
  },
)

test('a volume is a file of its own where its pool is a folder, and is not guessed elsewhere', () => {
  const dir = parseStoragePool(pool('dir', '/srv/images'), 'a')
  const again = parseStoragePool(pool('dir', '/srv/images'), 'b')
  const other = parseStoragePool(pool('dir', '/elsewhere'), 'c')
  const lvm = parseStoragePool(pool('logical', '/dev/vg'), 'd')
  expect(fileOfVolume([dir, again], 'images', 'a.img')).toBe('/srv/images/a.img')
  expect(fileOfVolume([dir], 'images', '../a.img')).toBeUndefined()
  expect(fileOfVolume([dir], 'others', 'a.img')).toBeUndefined()
  expect(fileOfVolume([dir, other], 'images', 'a.img')).toBeUndefined()
  expect(fileOfVolume([lvm], 'images', 'a')).toBeUndefined()
})
