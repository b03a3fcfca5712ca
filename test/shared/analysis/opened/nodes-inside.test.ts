import { expect, test } from 'vitest'
import { nodesInside } from '../../../../shared/analysis/opened/nodes-inside.ts'
import { entry } from '../scan-builder.ts'

const FOLDER = { kind: 'folder' } as const

const holding = (...paths: readonly string[]) => [
  { entries: paths.map((path) => entry(path, { type: 'directory' })) },
]

test('a folder of mounted nodes names their roots, and one above an instances_path that', () => {
  const nova = 'var/lib/nova/instances/_base'
  const mounted = [...holding(`a/${nova}`), ...holding(`b/${nova}`, 'b/etc')]
  expect(nodesInside(FOLDER, mounted)).toEqual(['a', 'b'])
  expect(nodesInside(FOLDER, holding('lib/nova/instances/_base'))).toEqual(['lib/nova/instances'])
})

test('a file of that name is no image cache, and what is a node is not above one', () => {
  expect(nodesInside(FOLDER, [{ entries: [entry('a/_base', { type: 'file' })] }])).toEqual([])
  expect(nodesInside({ kind: 'node' }, holding('a/_base'))).toEqual([])
})

test('a root is told by its configuration or a domain too, and is one with what lies inside of it', () => {
  const entries = [
    'a/etc/nova/nova.conf',
    'b/etc/libvirt/qemu/instance-00000001.xml',
    'c/var/lib/config-data/puppet-generated/nova_libvirt/etc/nova/nova.conf',
    'd/etc/kolla/nova-compute/nova.conf',
    'e/etc/libvirt/qemu/networks/default.xml',
    'f/nova.conf',
  ].map((path) => entry(path))
  const own = [...holding('a/data/nova/_base'), { entries }]
  expect(nodesInside(FOLDER, own)).toEqual(['a', 'b', 'c', 'd'])
})
