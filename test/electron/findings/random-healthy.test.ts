import { expect, test } from 'vitest'
import { SeededRandom } from '../../helpers/images/seeded-random.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { findingLines } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DISK,
  domainXml,
  IMAGE,
  INSTANCES,
  SmallNode,
} from '../../helpers/trees/small-node.ts'

const NODES = 20
const TYPES = ['default', 'qcow2', 'raw', 'flat', 'lvm', 'rbd'] as const
const MIB = 1 << 20
const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-0000000000${n.toString().padStart(2, '0')}`

/** Instances of nova.conf's `images_type`, of one to three disks, beside one as Nova makes it by default. */
function healthyNode(seed: number): SmallNode {
  const made = new SmallNode(temporaryFolder())
  const random = new SeededRandom(seed)
  const type = TYPES[seed % TYPES.length] ?? 'default'
  const cow = type === 'qcow2' || (type === 'default' && random.below(2) === 0)
  const own = type === 'default' ? '' : `images_type = ${type}\n`
  made.write('etc/nova/nova.conf', `[DEFAULT]\nuse_cow_images = ${cow}\n[libvirt]\n${own}`)
  const count = 1 + random.below(4)
  for (let number = 2; number < 2 + count; number++) {
    const names = ['disk', 'disk.eph0', 'disk.swap'].slice(0, 1 + random.below(3))
    if (type === 'lvm' || type === 'rbd') elsewhere(made, number, names, type)
    else inFolder(made, number, names, cow, random)
  }
  return made
}

/** Nova's own backends for files: an overlay, or a raw disk with some of its space set aside. */
function inFolder(
  made: SmallNode,
  number: number,
  names: readonly string[],
  cow: boolean,
  random: SeededRandom,
): void {
  const folder = `${INSTANCES}/${uuid(number)}`
  made.write(`${folder}/console.log`, 'boots')
  const format = cow ? 'qcow2' : 'raw'
  for (const name of names) {
    const size = String((8 + random.below(32)) * MIB)
    const base = cow && name === 'disk' ? ['-F', 'raw', '-b', `/${BASE}`, '-u'] : []
    made.make(format, `${folder}/${name}`, size, ...base)
    if (!cow && random.below(3) === 0) made.run('fallocate', '-l', '4M', `${folder}/${name}`)
  }
  const formats = Object.fromEntries(names.map((name) => [name, format]))
  const told = names.map((name) => [`/${folder}/${name}`, format])
  made.write(`${folder}/disk.info`, JSON.stringify(Object.fromEntries(told)))
  made.write(xmlOf(number), domainXml(number, uuid(number), formats, IMAGE))
}

/** Disks of a volume group or a Ceph pool leave a folder with a console's log, and no file of a disk. */
function elsewhere(
  made: SmallNode,
  number: number,
  names: readonly string[],
  type: 'lvm' | 'rbd',
): void {
  made.write(`${INSTANCES}/${uuid(number)}/console.log`, 'boots')
  const disks = names.map((name) => {
    const volume = `${uuid(number)}_${name}`
    return type === 'lvm'
      ? `<disk type="block" device="disk"><driver type="raw"/><source dev="/dev/vg/${volume}"/></disk>`
      : `<disk type="network" device="disk"><driver type="raw"/><source protocol="rbd" name="vms/${volume}"/></disk>`
  })
  const xml = domainXml(number, uuid(number), {}, IMAGE)
  made.write(xmlOf(number), xml.replace('</devices>', `${disks.join('')}</devices>`))
}

function xmlOf(number: number): string {
  return `etc/libvirt/qemu/instance-${number.toString(16).padStart(8, '0')}.xml`
}

const spoils: readonly (readonly [string, (made: SmallNode) => void])[] = [
  [`warning corrupt ${DISK}`, (made) => made.patch(DISK, 79, 2)],
  [`high image-fault ${DISK}`, (made) => made.patch(DISK, 23, 64)],
  [`high missing-disk ${INSTANCES}/${uuid(1)}`, (made) => made.run('rm', DISK)],
  [`warning world-writable ${DISK}`, (made) => made.run('chmod', '666', DISK)],
]

test.each(Array.from({ length: NODES }, (_, at) => at))(
  'of a healthy node at random (%i) nothing is told but what is put there',
  (seed) => {
    const made = healthyNode(seed)
    const { instances } = made.view()
    expect(instances.length).toBeGreaterThan(1)
    expect(findingLines(made.view())).toEqual([])
    const [told = '', spoil] = spoils[seed % spoils.length] ?? []
    spoil?.(made)
    expect(findingLines(made.view())).toEqual([told])
  },
  60_000,
)
