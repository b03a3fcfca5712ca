import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Damaged, damage, tableEntries } from '../helpers/damaged-qcow2.ts'
import { qemuIo, type SeededRandom } from '../helpers/disk-images.ts'
import { qemuImg } from '../helpers/qemu-img.ts'

/** An image that mutations start from. */
export interface SeedImage {
  readonly title: string
  readonly bytes: Buffer
  /** Where its tables have entries. */
  readonly places: readonly number[]
}

const SPECS = [
  { title: 'clusters of 64 KiB', options: 'cluster_size=64k' },
  { title: 'clusters of 512 bytes', options: 'cluster_size=512,compat=0.10', snapshots: 1 },
  { title: 'snapshots', options: 'cluster_size=4k,refcount_bits=8', snapshots: 3 },
  { title: 'bitmaps', options: 'cluster_size=4k,refcount_bits=64', bitmaps: 2, snapshots: 1 },
  { title: 'extended L2', options: 'cluster_size=16k,extended_l2=on', snapshots: 1 },
  { title: 'zstd', options: 'cluster_size=32k,compression_type=zstd,refcount_bits=1' },
  { title: 'data file', options: 'cluster_size=4k,data_file=data.bin', plain: true },
] as const

/** Real images of less than 1 MiB, one a way in which tables differ. */
export function seedImages(folder: string, random: SeededRandom): readonly SeedImage[] {
  return SPECS.map((spec, index) => {
    const name = `seed-${index}.qcow2`
    const { snapshots = 0, bitmaps = 0, plain = false } = { ...spec } as Partial<Counts>
    // qemu-io is not in the folder from which the name of a data file would count.
    const options = spec.options.replace('data.bin', join(folder, 'data.bin'))
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, name, '3M')
    const write = (commands: readonly string[]) => qemuIo(join(folder, name), commands)
    if (!plain) write(['write -c -P 7 0 64k', 'write -c -P 8 1M 64k'])
    for (let count = 0; count < bitmaps; count += 1) {
      qemuImg(folder, 'bitmap', '--add', '-g', '512', name, `bitmap ${count}`)
    }
    for (let count = 0; count <= snapshots; count += 1) {
      const at = random.below(4000) * 512
      write([`write -P 3 ${at} 40k`, `write -z ${at + 20_480} 9k`, 'discard 2M 64k'])
      if (count < snapshots) qemuImg(folder, 'snapshot', '-c', `snapshot ${count}`, name)
    }
    return { title: spec.title, ...placesOf(readFileSync(join(folder, name)), random) }
  })
}

interface Counts {
  readonly snapshots: number
  readonly bitmaps: number
  readonly plain: boolean
}

function placesOf(bytes: Buffer, random: SeededRandom): Omit<SeedImage, 'title'> {
  if (bytes.length >= 2 ** 20) throw new Error(`a seed of ${bytes.length} bytes is too long`)
  return { bytes, places: tableEntries(new Damaged(bytes), random) }
}

/** Fields of the header, by their offset and length (qcow2.rst, Header). */
const HEADER_FIELDS = [
  ...[8, 24, 40, 48, 64, 72, 80, 88].map((offset) => [offset, 8] as const),
  ...[4, 16, 20, 32, 36, 56, 60, 96, 100, 104].map((offset) => [offset, 4] as const),
]
const EXTREMES = [0n, 1n, 2n, 3n, 4n, 9n, 16n, 21n, 112n, 512n, 65_536n, 2n ** 20n, 2n ** 22n]
const BIG_EXTREMES = [
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 56n - 512n,
  2n ** 63n,
  2n ** 64n - 1n,
]

type Mutation = (image: Damaged, seed: SeedImage, random: SeededRandom) => void

const tableEntry: Mutation = (image, { places }, random) => damage(image, places, random)

const headerField: Mutation = ({ bytes }, _, random) => {
  const [offset, length] = random.pick(HEADER_FIELDS)
  const old = length === 8 ? bytes.readBigUInt64BE(offset) : BigInt(bytes.readUInt32BE(offset))
  const value = random.pick([
    random.pick(EXTREMES),
    random.pick(BIG_EXTREMES),
    old ^ (1n << BigInt(random.below(length * 8))),
    old + BigInt(random.below(65)) * 512n,
    BigInt(random.below(bytes.length)) & ~511n,
  ])
  if (length === 8) bytes.writeBigUInt64BE(BigInt.asUintN(64, value), offset)
  else bytes.writeUInt32BE(Number(BigInt.asUintN(32, value)), offset)
}

/** Extensions, names and the directories of snapshots and bitmaps: bytes, not tables. */
const nearDirectory: Mutation = ({ bytes, snapshots, clusterSize }, _, random) => {
  const start = random.pick([104, 112, snapshots, bytes.length - clusterSize])
  const at = start + random.below(200)
  if (at < bytes.length) bytes[at] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)])
}

const anywhere: Mutation = ({ bytes }, _, random) => {
  for (let count = 1 + random.below(8); count > 0; count -= 1) {
    bytes[random.below(bytes.length)] = random.below(256)
  }
}

/** A table becomes a copy of another stretch of the file: tables in tables, and loops. */
const copied: Mutation = ({ bytes, clusterSize }, _, random) => {
  const clusters = Math.floor(bytes.length / clusterSize)
  const [from, to] = [random.below(clusters), random.below(clusters)]
  bytes.copyWithin(to * clusterSize, from * clusterSize, (from + 1) * clusterSize)
}

/** Every entry of a table names the same place, or one 512 bytes after the other. */
const filled: Mutation = (image, { places }, random) => {
  const start = random.pick(places)
  const entry = image.u64(random.pick(places)) | (BigInt(random.below(4)) << 62n)
  const step = BigInt(random.pick([0, 0, 512, image.clusterSize]))
  const end = Math.min(start + image.clusterSize, image.bytes.length - 8)
  for (let at = start; at < end; at += 8) image.set(at, entry + step * BigInt((at - start) / 8))
}

const MUTATIONS = [
  tableEntry,
  tableEntry,
  tableEntry,
  headerField,
  nearDirectory,
  anywhere,
  copied,
  filled,
]

export interface Mutated {
  readonly bytes: Uint8Array
  /** Length that the file claims to have: one that shrinks is shorter. */
  readonly length: number
}

/** A damaged copy of a seed: structures first, then blind bytes and a cut. */
export function mutated(seed: SeedImage, random: SeededRandom): Mutated {
  const image = new Damaged(Buffer.from(seed.bytes))
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    random.pick(MUTATIONS)(image, seed, random)
  }
  const length = random.below(10) === 0 ? random.below(image.bytes.length) : image.bytes.length
  const claimed = length + (random.below(10) === 0 ? random.below(2 ** 19) : 0)
  return { bytes: image.bytes.subarray(0, length), length: claimed }
}
