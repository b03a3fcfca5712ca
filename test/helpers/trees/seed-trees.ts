import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { qemuImg } from '../programs/qemu-img.ts'
import { SEED_GLANCE_CONF, SEED_LIBVIRT_XML, SEED_RBD_NOVA_CONF } from './seed-texts.ts'

/**
 * The nodes of which operators published listings, rebuilt from them: names, lengths, modes, times.
 * With `allocate` files take the blocks that the listings say, up to 12 GB at a time, without data;
 * a test that asks for it removes them as soon as it has looked.
 */
export interface SeedOptions {
  readonly allocate?: boolean
}

const MIB = 1024 ** 2
export const GIB = 1024 ** 3

export const COMPUTE = {
  instances: 'var/lib/nova/instances',
  instance: '2e1978ab-b4e2-4771-ad55-b612e4d262d2',
  base: '6ddc6b9b411ee235dd5df14264418b011826b5bb',
  diskLength: 1_116_864_512,
  virtual: 120 * GIB,
  baseAllocated: 8.5 * GIB,
  /** Folders of instances, with the time of each. */
  folders: [
    ['0b095133-8c76-4a8c-acfd-a66948920089', '2015-12-07T16:21Z'],
    ['1260f4e1-01a4-4f9f-8398-ee8a7235927d', '2015-12-01T15:31Z'],
    ['2e1978ab-b4e2-4771-ad55-b612e4d262d2', '2015-12-07T16:02Z'],
    ['561dd9f4-56d3-4967-b2bc-1f1b390169d8', '2015-12-02T18:06Z'],
    ['582dddf4-5d33-4689-a946-d5958aa263d6', '2015-12-31T14:01Z'],
    ['667911ae-2ebb-44e2-b453-9d3a4ff634fb', '2015-12-18T11:03Z'],
    ['72a8b045-6e92-4ccb-9a32-bdd7d86bbf3d', '2015-12-01T10:52Z'],
  ],
} as const

/** A compute node on Icehouse: one instance in full, the names of six others. */
export function writeIcehouseCompute(root: string, { allocate = false }: SeedOptions = {}): void {
  const instances = join(root, COMPUTE.instances)
  const recorded = `/${COMPUTE.instances}`
  for (const [uuid] of COMPUTE.folders) mkdirSync(join(instances, uuid), { recursive: true })
  for (const name of ['_base', 'locks', 'snapshots']) mkdirSync(join(instances, name))
  put(
    join(instances, 'compute_nodes'),
    '{"compute": 1451541836.318517}',
    0o644,
    '2015-12-31T14:03Z',
  )
  const base = join(instances, '_base', COMPUTE.base)
  sparse(base, COMPUTE.virtual, allocate ? COMPUTE.baseAllocated : 0)
  const folder = join(instances, COMPUTE.instance)
  const disk = join(folder, 'disk')
  overlay(disk, `${recorded}/_base/${COMPUTE.base}`, COMPUTE.virtual)
  sparse(disk, COMPUTE.diskLength, allocate ? COMPUTE.diskLength : 0)
  const swap = join(folder, 'disk.swap')
  blank(join(instances, '_base', 'swap_512'), 512 * MIB)
  overlay(swap, `${recorded}/_base/swap_512`, 512 * MIB)
  sparse(swap, 197_120, 0)
  const info = { [`${recorded}/${COMPUTE.instance}/disk`]: 'qcow2' }
  const both = { ...info, [`${recorded}/${COMPUTE.instance}/disk.swap`]: 'qcow2' }
  put(join(folder, 'disk.info'), `${spaced(both)}\n`, 0o644, '2015-12-07T16:02Z')
  put(join(folder, 'console.log'), '', 0o660, '2015-12-21T08:43Z')
  put(join(folder, 'libvirt.xml'), SEED_LIBVIRT_XML, 0o644, '2015-12-21T08:43Z')
  dated(disk, 0o644, '2015-12-31T14:17Z')
  dated(swap, 0o644, '2015-12-07T16:02Z')
  for (const [uuid, time] of COMPUTE.folders) {
    dated(join(instances, uuid), uuid.startsWith('561dd9f4') ? 0o775 : 0o755, time)
  }
}

/** Images of the store by id, with their lengths in bytes. */
export const STORE = {
  images: 'var/lib/glance/images',
  windows: '84691638-6247-402d-80d5-3429c1aa1554',
  vmware: '4ef781ee-d2b5-4922-8fd0-f12aa81f996f',
  lengths: {
    '01fa9624-d339-486c-a18e-a3cd801ff663': 968_560_640,
    '13134458-54de-4969-bc94-7fc3bb01f881': 4_557_045_760,
    '262d7988-9672-4fd1-a88b-42df293d078f': 5_244_256_256,
    '32f643e8-a9f8-4d37-91ca-16d553a7aa6e': 1_623_392_256,
    '38470ce5-34bb-4ee3-a58d-2c136c8dc88b': 19_464_192,
    '41f0fd90-aa87-424e-b087-0d924467513d': 1_705_639_936,
    '4ef781ee-d2b5-4922-8fd0-f12aa81f996f': 4_284_418_560,
    '84691638-6247-402d-80d5-3429c1aa1554': 8_041_725_952,
    '8c50877e-ef0a-4620-9516-33d7096a6bc1': 2_135_359_488,
    '9a79c48f-d155-4daf-8335-b247d5750503': 8_779_983_360,
    'b7c95d83-5c4a-419c-9669-2af1329f4eac': 295_900_672,
    'bcdc62a7-3171-468c-b543-b483be843ed6': 990_371_840,
    'c6978549-872d-4cfa-b8ae-8f577d99e8db': 482_873_856,
    'd5aab3ac-74b5-4d53-91ee-92a22b48bb61': 13_167_616,
    'e026dc51-26a1-46d8-9dff-e81c17789aa0': 790_448_128,
    'f8d4714b-2b02-40b9-9123-0eccf859b7f5': 4_470_931_456,
    'f9c15896-3c15-4020-a4ed-c5439df8a767': 3_529_972_224,
  },
} as const satisfies {
  readonly lengths: Readonly<Record<string, number>>
  readonly [key: string]: unknown
}

/** The controller's image store; only the two images that were looked at take their blocks. */
export function writeIcehouseController(
  root: string,
  { allocate = false }: SeedOptions = {},
): void {
  const images = join(root, STORE.images)
  mkdirSync(images, { recursive: true })
  mkdirSync(join(root, 'var/lib/glance/image-cache'))
  mkdirSync(join(root, 'etc/glance'), { recursive: true })
  writeFileSync(join(root, 'etc/glance/glance-api.conf'), SEED_GLANCE_CONF)
  const { windows, vmware } = STORE
  qemuImg(images, 'create', '-q', '-f', 'qcow2', '-o', 'compat=1.1', windows, `${25 * GIB}`)
  qemuImg(images, 'create', '-q', '-f', 'vmdk', '-o', 'subformat=streamOptimized', vmware, '120G')
  setContentId(join(images, vmware), 155_036_437)
  for (const [id, length] of Object.entries(STORE.lengths)) {
    const looked = id === windows || id === vmware
    const path = join(images, id)
    sparse(path, length, allocate && looked ? length : 0)
    chmodSync(path, 0o640)
  }
}

export const RBD = {
  instances: 'opt/stack/data/nova/instances',
  instance: '9b17609e-13b8-448d-a225-e69b797e83c4',
} as const

/** A node whose root disks lie in Ceph; ephemeral and swap disks stayed files. */
export function writeRbdNode(root: string): void {
  const instances = join(root, RBD.instances)
  const folder = join(instances, RBD.instance)
  const recorded = `/${RBD.instances}`
  mkdirSync(folder, { recursive: true })
  mkdirSync(join(root, 'etc/nova'), { recursive: true })
  writeFileSync(join(root, 'etc/nova/nova.conf'), SEED_RBD_NOVA_CONF)
  mkdirSync(join(instances, '_base'))
  blank(join(instances, '_base', 'ephemeral_1_0706d66'), GIB)
  blank(join(instances, '_base', 'swap_512'), 512 * MIB)
  overlay(join(folder, 'disk.eph0'), `${recorded}/_base/ephemeral_1_0706d66`, GIB)
  overlay(join(folder, 'disk.swap'), `${recorded}/_base/swap_512`, 512 * MIB)
  const info = {
    [`${recorded}/${RBD.instance}/disk.eph0`]: 'qcow2',
    [`${recorded}/${RBD.instance}/disk.swap`]: 'qcow2',
  }
  put(join(folder, 'disk.info'), `${spaced(info)}\n`, 0o644, '2019-03-21T12:07Z')
  put(join(folder, 'console.log'), 'x'.repeat(18_067), 0o600, '2019-03-21T12:08Z')
}

export const SHARED_BASE = {
  instances: 'var/lib/nova/instances',
  overlays: ['84603dbf-cf56-4c7d-b8a9-3ca83970682d', '744a1c9f-705d-4294-89cf-dadbb1b6ca8c'],
  base: '309eee24778f158af7ae57d8843e698d48f43d4a',
  overlayAllocated: 30 * MIB,
  baseAllocated: 881 * MIB,
} as const

/** Two instances on one base. */
export function writeSharedBaseNode(root: string, { allocate = false }: SeedOptions = {}): void {
  const instances = join(root, SHARED_BASE.instances)
  mkdirSync(join(instances, '_base'), { recursive: true })
  const base = join(instances, '_base', SHARED_BASE.base)
  sparse(base, 8 * GIB, allocate ? SHARED_BASE.baseAllocated : 0)
  for (const uuid of SHARED_BASE.overlays) {
    const disk = join(instances, uuid, 'disk')
    mkdirSync(dirname(disk))
    overlay(disk, `/${SHARED_BASE.instances}/_base/${SHARED_BASE.base}`, 10 * GIB)
    if (allocate) sparse(disk, SHARED_BASE.overlayAllocated, SHARED_BASE.overlayAllocated)
  }
}

/** As Python's json writes it. */
function spaced(value: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(value).map(([key, one]) => `"${key}": "${one}"`)
  return `{${pairs.join(', ')}}`
}

function put(path: string, text: string, mode: number, time: string): void {
  writeFileSync(path, text)
  dated(path, mode, time)
}

function dated(path: string, mode: number, time: string): void {
  chmodSync(path, mode)
  utimesSync(path, new Date(time), new Date(time))
}

function blank(path: string, length: number): void {
  writeFileSync(path, '')
  truncateSync(path, length)
}

/** Gives a file its length, and the first `allocated` bytes blocks that nothing was written to. */
function sparse(path: string, length: number, allocated: number): void {
  closeSync(openSync(path, 'a'))
  truncateSync(path, length)
  if (allocated > 0) execFileSync('fallocate', ['-l', String(allocated), path])
}

const EXTENSIONS_AT = 112
const BACKING_FORMAT = 0xe279_2aca

/** An overlay as Nova made it before Ussuri: without the backing file's format in its header. */
function overlay(path: string, backing: string, virtual: number): void {
  const options = ['-u', '-o', 'compat=1.1', '-b', backing, '-F', 'raw']
  qemuImg(dirname(path), 'create', '-q', '-f', 'qcow2', ...options, basename(path), `${virtual}`)
  const file = openSync(path, 'r+')
  const type = Buffer.alloc(4)
  readSync(file, type, 0, 4, EXTENSIONS_AT)
  if (type.readUInt32BE() !== BACKING_FORMAT) throw new Error(`no backing format in ${path}`)
  // An extension of type 0 ends them.
  writeSync(file, Buffer.alloc(4), 0, 4, EXTENSIONS_AT)
  closeSync(file)
}

const DESCRIPTOR_AT = 512
const DESCRIPTOR_SIZE = 20 * 512

/** Of a VMDK with its descriptor inside; qemu-img takes a random one, of one to eight digits. */
function setContentId(path: string, cid: number): void {
  const file = openSync(path, 'r+')
  const descriptor = Buffer.alloc(DESCRIPTOR_SIZE)
  readSync(file, descriptor, 0, DESCRIPTOR_SIZE, DESCRIPTOR_AT)
  const text = descriptor.toString('latin1').replace(/^CID=.*$/m, `CID=${cid.toString(16)}`)
  descriptor.fill(0)
  descriptor.write(text.replace(/\0+$/, ''), 'latin1')
  writeSync(file, descriptor, 0, DESCRIPTOR_SIZE, DESCRIPTOR_AT)
  closeSync(file)
}
