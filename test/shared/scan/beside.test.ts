import { describe, expect, test } from 'vitest'
import { foldersBeside } from '../../../shared/scan/beside.ts'
import {
  directory,
  file,
  type MemoryNode,
  memoryTree,
  merged,
  nested,
  symlink,
} from '../../helpers/trees/memory-tree.ts'

const PAGE = 4096
const dump = { 'guest.core': file(new Uint8Array(2 * PAGE)) }

function beside(root: MemoryNode, covered: readonly string[] = [], devices = [1]) {
  return foldersBeside(memoryTree(root), covered, new Set(devices))
}

describe('what the usual folders of a host take', () => {
  test('is summed by folder, at any depth, and what is scanned of it left out', () => {
    const root = merged(
      nested('var/log/nova', directory({ 'nova-compute.log': file(new Uint8Array(3 * PAGE)) })),
      nested('var/lib/libvirt/qemu/dump', directory(dump)),
      nested('var/lib/docker/volumes', directory({ scanned: directory(dump), own: file('1') })),
    )
    expect(beside(root, ['var/lib/docker/volumes/scanned'])).toEqual([
      { path: 'var/lib/docker', dev: 1, allocated: PAGE },
      { path: 'var/lib/libvirt/qemu/dump', dev: 1, allocated: 2 * PAGE },
      { path: 'var/log', dev: 1, allocated: 3 * PAGE },
    ])
    expect(beside(root, ['var'])).toEqual([])
  })

  test('has no symlink followed, and a file of two names once', () => {
    const twice = file(new Uint8Array(PAGE), { linkKey: '1:7', nlink: 2 })
    const root = merged(
      nested('var/lib', directory({ docker: symlink('../../srv') })),
      nested('srv', directory(dump)),
      nested('var/log', directory({ a: twice, b: twice, c: symlink('../../srv') })),
    )
    expect(beside(root)).toEqual([{ path: 'var/log', dev: 1, allocated: PAGE }])
  })

  test('is that of the devices that the node has its places on', () => {
    const other = { ...directory(dump), stat: { dev: 2 } }
    const root = merged(
      nested('var/log', directory({ mounted: other, own: file('1') })),
      nested('var/crash', other),
    )
    expect(beside(root)).toEqual([{ path: 'var/log', dev: 1, allocated: PAGE }])
  })

  test('is at least so much where a folder cannot be listed, or holds too many', () => {
    const shut = { ...directory(), failure: { code: 'permission', errno: 'EACCES' } } as const
    expect(beside(nested('var/log', directory({ shut, own: file('1') })))).toEqual([
      { path: 'var/log', dev: 1, allocated: PAGE, atLeast: true },
    ])
    const names = Array.from({ length: 10_100 }, (_, at) => [`${at}`, file('1')])
    const [found] = beside(nested('var/log', directory(Object.fromEntries(names))))
    expect(found).toEqual({ path: 'var/log', dev: 1, allocated: 9999 * PAGE, atLeast: true })
  })
})
