import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { qemuImg } from '../programs/qemu-img.ts'
import { runNova } from './nova.ts'

const GLANCE_ID = '11111111-1111-4111-8111-111111111111'
export const OVERLAYS = [
  'aaaaaaaa-0000-4000-8000-000000000001',
  'aaaaaaaa-0000-4000-8000-000000000002',
]
export const FLAT = 'aaaaaaaa-0000-4000-8000-000000000003'

/** Of the umask that Nova runs with: whether others may read what it makes. */
export type Umask = 0o022 | 0o027

/**
 * A compute node below `root` with a Glance store, made by Nova's own code: two instances on one
 * base with an ephemeral, a swap and a config drive, and one with a flat disk.
 */
export function makeNovaNode(root: string, umask: Umask = 0o027): void {
  const instancesPath = join(root, 'var/lib/nova/instances')
  const path = glanceImage(root)
  const images = { [GLANCE_ID]: { path, format: 'qcow2' } }
  const configure = { do: 'configure', instancesPath, images, umask } as const
  const spawn = { do: 'spawn', image: GLANCE_ID, rootGib: 1, configDrive: true } as const
  const [first = '', second = ''] = OVERLAYS
  const [, one, two, , three] = runNova([
    configure,
    { ...spawn, uuid: first, number: 1, name: 'web-1', ephemeralGib: [1], swapMib: 64 },
    { ...spawn, uuid: second, number: 2, name: 'web-2' },
    { ...configure, options: { use_cow_images: false } },
    { ...spawn, uuid: FLAT, number: 3, name: 'flat' },
    {
      do: 'cachePass',
      instances: [first, second, FLAT],
      images: [GLANCE_ID],
      swap: ['swap_64'],
      ephemeral: ['ephemeral_1_40d1d2c'],
    },
  ])
  const libvirt = join(root, 'etc/libvirt/qemu')
  mkdirSync(libvirt, { recursive: true })
  for (const [index, { xml }] of [one, two, three].entries()) {
    writeFileSync(join(libvirt, `instance-0000000${index + 1}.xml`), reRooted(xml, root))
  }
}

/** An image in a Glance store below `root`, whose path this is. */
export function glanceImage(root: string): string {
  const store = join(root, 'var/lib/glance/images')
  mkdirSync(store, { recursive: true })
  qemuImg(store, 'create', '-q', '-f', 'qcow2', GLANCE_ID, '64M')
  return join(store, GLANCE_ID)
}

/** The paths as the node itself knows them. */
export function reRooted(xml: string, root: string): string {
  return xml.replaceAll(`'${root}/`, "'/").replaceAll(`"${root}/`, '"/')
}
