import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NovaConfigure, type NovaState, runNova } from './nova.ts'
import { glanceImage, reRooted } from './nova-tree.ts'

const BUSY_IMAGE = '11111111-1111-4111-8111-111111111111'
/** Being resized, rescued and snapshotted, and one at rest with every disk that there is. */
export const BUSY = [1, 2, 3, 4].map((number) => `bbbbbbbb-0000-4000-8000-00000000000${number}`)

/**
 * A node below `root` on which Nova's own code has just begun a resize, a rescue and a live snapshot:
 * each instance with ephemeral disk, swap and config drive.
 */
export function makeBusyNode(root: string): void {
  const instancesPath = join(root, 'var/lib/nova/instances')
  const images = { [BUSY_IMAGE]: { path: glanceImage(root), format: 'qcow2' } }
  const options = { 'libvirt.snapshots_directory': join(instancesPath, 'snapshots') }
  const configure = { do: 'configure', instancesPath, images, umask: 0o027, options } as const
  const xmls = spawnEach(configure)
  const libvirt = join(root, 'etc/libvirt/qemu')
  mkdirSync(libvirt, { recursive: true })
  for (const [index, xml] of xmls.entries()) {
    writeFileSync(join(libvirt, `instance-0000000${index + 1}.xml`), reRooted(xml, root))
  }
  const states = (['resize', 'rescue', 'liveSnapshot'] as const).map((state, index): NovaState => {
    return { ...known(index), do: state, xml: xmls[index] ?? '' }
  })
  runNova([configure, ...states])
}

function known(index: number) {
  return { uuid: BUSY[index] ?? '', number: index + 1, image: BUSY_IMAGE, rootGib: 1 }
}

function spawnEach(configure: NovaConfigure): readonly string[] {
  const disks = { ephemeralGib: [1], swapMib: 64, configDrive: true }
  return BUSY.map((_, index) => {
    const spawn = { do: 'spawn', ...known(index), ...disks, name: `busy-${index}` } as const
    const [, { xml }] = runNova([configure, spawn])
    return xml
  })
}
