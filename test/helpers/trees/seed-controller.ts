import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { qemuImg } from '../programs/qemu-img.ts'
import { GIB, type SeedOptions, sparse } from './seed-files.ts'
import { SEED_GLANCE_CONF } from './seed-texts.ts'

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
