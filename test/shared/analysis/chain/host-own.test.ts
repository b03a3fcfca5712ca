import { describe, expect, test } from 'vitest'
import { endsAtHostOwn, isHostOwnFile } from '../../../../shared/analysis/chain/host-own.ts'

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
const here = { rootPath: '/', nodeRoot: false }
const node = { rootPath: '/mnt/node', nodeRoot: true }
const given = { rootPath: '/mnt', nodeRoot: false, givenRoot: '/mnt/node' }
const DISK = `var/lib/nova/instances/${UUID}/disk`

describe('a file that a name in an image leads to', () => {
  test.each([
    ['by its name', 'var/lib/nova/instances/_base/shadow', '/etc/shadow', node],
    ['by where it is on the node', 'etc/shadow', '../../../../../etc/shadow', node],
    ['by where it is below --root', 'node/etc/shadow', 'x', given],
    ['by where it is here', 'etc/shadow', '../etc/shadow', here],
    ['in root’s home', 'root/secret', '/root/secret', node],
  ])('is the host’s own %s', (_, found, name, places) => {
    const image = places === given ? `node/${DISK}` : DISK
    expect(isHostOwnFile(found, { name, image, rule: 'relative' }, places)).toBe(true)
  })

  test.each([
    ['a base', 'var/lib/nova/instances/_base/b', '/var/lib/nova/instances/_base/b', node],
    ['a base of a copy', 'node/srv/_base/b', '/var/lib/nova/instances/_base/b', given],
    ['an image in a folder that is called etc', 'home/me/etc/b.qcow2', '../etc/b.qcow2', here],
  ])('is none that is %s', (_, found, name, places) => {
    const image = places === given ? `node/${DISK}` : DISK
    expect(isHostOwnFile(found, { name, image, rule: 'relative' }, places)).toBe(false)
  })

  test('is none where images in root’s home name one another, unless it is hidden there', () => {
    const isOwn = (found: string, name: string, image: string) =>
      isHostOwnFile(found, { name, image, rule: 'relative' }, here)
    expect(isOwn('root/vm/base.qcow2', 'base.qcow2', 'root/vm/disk.qcow2')).toBe(false)
    expect(isOwn('root/vm/base.qcow2', '/root/vm/base.qcow2', 'root/disk.qcow2')).toBe(false)
    expect(isOwn('root/.ssh/id_rsa', '.ssh/id_rsa', 'root/disk.qcow2')).toBe(true)
    expect(isOwn('root/a\nb/.ssh/id_rsa', 'a\nb/.ssh/id_rsa', 'root/disk.qcow2')).toBe(true)
    expect(isOwn('root/vm/x', '/root/vm/x', `root/copy/${UUID}/disk`)).toBe(true)
    expect(isOwn('root/vm/x', '/etc/x', 'root/vm/disk.qcow2')).toBe(true)
    expect(isOwn('root/copy/_base/b', '/opt/i/_base/b', `root/copy/${UUID}/disk`)).toBe(false)
  })

  test('is what the user pointed at, whatever the name says, unless it is the host’s itself', () => {
    const located = (found: string) =>
      isHostOwnFile(found, { name: '/etc/x', image: DISK, rule: 'located' }, node)
    expect([located('srv/x.qcow2'), located('etc/shadow')]).toEqual([false, true])
    // Whoever saves a node as root keeps there what was copied.
    expect([located('root/saved/base'), located('root/.ssh/id_rsa')]).toEqual([false, true])
  })
})

test.each([
  ['/etc/shadow', true],
  ['/proc/1/mem', true],
  ['/root/.ssh/id_rsa', true],
  ['/root/images/base.qcow2', false],
  ['/var/lib/nova/instances/_base/b', false],
])(
  'whether a chain that lacks %s ends at a file that nobody is to look for: %s',
  (name, expected) => {
    expect(endsAtHostOwn({ kind: 'missing', name, tried: [] })).toBe(expected)
    expect(endsAtHostOwn({ kind: 'outside', name, target: name })).toBe(expected)
  },
)
