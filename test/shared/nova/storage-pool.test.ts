import { expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import {
  fileOfVolume,
  parseStoragePool,
  poolTargets,
  type StoragePool,
} from '../../../shared/nova/storage-pool.ts'

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
  const file = (pools: readonly StoragePool[], name: string, volume: string) =>
    fileOfVolume(poolTargets(pools), name, volume)
  expect(file([dir, again], 'images', 'a.img')).toBe('/srv/images/a.img')
  expect(file([dir], 'images', '../a.img')).toBeUndefined()
  expect(file([dir], 'others', 'a.img')).toBeUndefined()
  expect(file([dir, other], 'images', 'a.img')).toBeUndefined()
  expect(file([dir, other, dir], 'images', 'a.img')).toBeUndefined()
  expect(file([lvm], 'images', 'a')).toBeUndefined()
  expect(file([dir, lvm], 'images', 'a')).toBeUndefined()
})
