import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { qemuImg } from '../programs/qemu-img.ts'
import { findingLines, scanOfTree } from '../scan/node-view.ts'
import { withSpace } from '../trees/small-node.ts'
import { writeBelow } from './nova-shapes.ts'
import { reRooted } from './nova-tree.ts'

export const INSTANCES = 'var/lib/nova/instances'
export const [IMAGE, SNAPSHOT] = ['1', '2'].map(
  (n) => `${n.repeat(8)}-1111-4111-8111-111111111111`,
) as [string, string]
export const VOLUME = '0a1b2c3d-0000-4000-8000-0123456789ab'
export const XML = 'etc/libvirt/qemu/instance-00000001.xml'
export const known = {
  uuid: 'dddddddd-0000-4000-8000-000000000001',
  number: 1,
  image: IMAGE,
  rootGib: 1,
} as const
export const spawn = { ...known, do: 'spawn', name: 'moved', configDrive: true } as const
export const disks = { ephemeralGib: [1], swapMib: 64 }

/** A node below a folder of its own, with two images in a store beside it. */
export function nodeBelow(root: string) {
  const store = join(root, 'var/lib/glance/images')
  mkdirSync(store, { recursive: true })
  const images: Record<string, { path: string; format: string }> = {}
  for (const id of [IMAGE, SNAPSHOT]) {
    qemuImg(store, 'create', '-q', '-f', 'qcow2', id, '64M')
    images[id] = { path: join(store, id), format: 'qcow2' }
  }
  writeBelow(root, 'etc/nova/nova.conf', '[DEFAULT]\ndefault_ephemeral_format = ext4\n')
  const instancesPath = join(root, INSTANCES)
  const configure = { do: 'configure', instancesPath, images, umask: 0o027 } as const
  const scan = () => scanOfTree(withSpace(liveTree(root)))
  const write = (path: string, xml: string) => writeBelow(root, path, reRooted(xml, root))
  return { configure, write, scan, root, instancesPath }
}

export type Made = ReturnType<typeof nodeBelow>

/** Nothing is wrong, but for what is told of it, and nothing is to be cleaned up. */
export function expectHealthy({ scan }: Made, told: readonly string[] = []): void {
  const scanned = scan()
  expect(findingLines(scanned.view)).toEqual(told)
  expect(cleanupSteps(scanned)).toEqual([])
}
