import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { qemuImg } from '../programs/qemu-img.ts'
import { type NovaConfigure, runNova } from './nova.ts'
import { reRooted } from './nova-tree.ts'

const IMAGE = '11111111-1111-4111-8111-111111111111'
/** At rest, being resized, and being rescued, each with all disks that there are. */
export const SHAPED = [1, 2, 3].map((number) => `dddddddd-0000-4000-8000-00000000000${number}`)

/** How a node is set up, and what its image is in Glance. */
export interface NovaShape {
  readonly options: NonNullable<NovaConfigure['options']>
  readonly format?: string
  readonly create?: readonly string[]
  readonly ephemeralGib?: readonly number[]
}

/** A node below `root` as Nova's own code makes it with these options, which its nova.conf has too. */
export function makeShapedNode(root: string, shape: NovaShape): void {
  const { format = 'qcow2', create = [], ephemeralGib = [1] } = shape
  // Of the default, VFAT, a machine may lack the program.
  const options = { default_ephemeral_format: 'ext4', ...shape.options }
  const instancesPath = join(root, 'var/lib/nova/instances')
  const store = join(root, 'var/lib/glance/images')
  mkdirSync(store, { recursive: true })
  qemuImg(store, 'create', '-q', '-f', format, ...create, IMAGE, '64M')
  const images = { [IMAGE]: { path: join(store, IMAGE), format } }
  const configure = { do: 'configure', instancesPath, images, umask: 0o027, options } as const
  const known = (index: number) => {
    return { uuid: SHAPED[index] ?? '', number: index + 1, image: IMAGE, rootGib: 1 }
  }
  const spawn = { do: 'spawn', configDrive: true } as const
  const every = { ephemeralGib, swapMib: 64 }
  const [, one, two, three] = runNova([
    configure,
    { ...spawn, ...known(0), ...every, name: 'at rest' },
    { ...spawn, ...known(1), ...every, name: 'resized' },
    { ...spawn, ...known(2), ...every, name: 'rescued' },
    { ...known(1), do: 'resize' },
    { ...known(2), do: 'rescue' },
  ])
  const xmls = [one, two, three].map(({ xml }) => xml)
  writeBelow(root, 'etc/nova/nova.conf', confText(options))
  xmls.forEach((xml, index) => {
    writeBelow(root, `etc/libvirt/qemu/instance-0000000${index + 1}.xml`, reRooted(xml, root))
  })
}

function confText(options: NovaShape['options']): string {
  const lines = Object.entries(options).map(([name, value]) => {
    const [group, option] = name.includes('.') ? name.split('.') : ['DEFAULT', name]
    return `[${group}]\n${option} = ${value}\n`
  })
  return `[DEFAULT]\n${lines.join('')}`
}

/** Writes a text that Nova or libvirt has below a root, as only they may read it. */
export function writeBelow(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text, { mode: 0o640 })
}
