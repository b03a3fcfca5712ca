import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Damaged, damage, tableEntries } from '../helpers/images/damaged-qcow2.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { qemuImg } from '../helpers/programs/qemu-img.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'
import { changeField, type Field } from './mutations.ts'
import { composed } from './qcow2-composed.ts'

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
function images(folder: string, random: SeededRandom): readonly FuzzImage[] {
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
    return { name: spec.title, bytes: readFileSync(join(folder, name)) }
  })
}

interface Counts {
  readonly snapshots: number
  readonly bitmaps: number
  readonly plain: boolean
}

interface Seed {
  /** As it was before anything was damaged: where its tables are. */
  readonly image: Damaged
  /** Where its tables have entries. */
  readonly places: readonly number[]
}

const known = new WeakMap<FuzzImage, Seed>()

function seedOf(image: FuzzImage): Seed {
  const found = known.get(image)
  if (found !== undefined) return found
  const damaged = new Damaged(Buffer.from(image.bytes))
  const seed = { image: damaged, places: tableEntries(damaged, new SeededRandom(1)) }
  known.set(image, seed)
  return seed
}

/** Fields of the header, by their offset and length (qcow2.rst, Header). */
const HEADER_FIELDS: readonly Field[] = [
  ...[8, 24, 40, 48, 64, 72, 80, 88].map((offset) => [offset, 8] as const),
  ...[4, 16, 20, 32, 36, 56, 60, 96, 100, 104].map((offset) => [offset, 4] as const),
]
type Mutation = (bytes: Buffer, seed: Seed, random: SeededRandom) => void

const tableEntry: Mutation = (bytes, { image, places }, random) =>
  damage(new Damaged(bytes, image.clusterSize), places, random)

const headerField: Mutation = (bytes, _, random) => changeField(bytes, HEADER_FIELDS, 'be', random)

/** Extensions, names and the directories of snapshots and bitmaps: bytes, not tables. */
const nearDirectory: Mutation = (bytes, { image }, random) => {
  const start = random.pick([104, 112, image.snapshots, bytes.length - image.clusterSize])
  const at = start + random.below(200)
  if (at < bytes.length) bytes[at] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)])
}

/** A table becomes a copy of another stretch of the file: tables in tables, and loops. */
const copied: Mutation = (bytes, { image: { clusterSize } }, random) => {
  const clusters = Math.floor(bytes.length / clusterSize)
  const [from, to] = [random.below(clusters), random.below(clusters)]
  bytes.copyWithin(to * clusterSize, from * clusterSize, (from + 1) * clusterSize)
}

/** Every entry of a table names the same place, or one 512 bytes after the other. */
const filled: Mutation = (bytes, { image: { clusterSize }, places }, random) => {
  const image = new Damaged(bytes, clusterSize)
  const start = random.pick(places)
  const entry = image.u64(random.pick(places)) | (BigInt(random.below(4)) << 62n)
  const step = BigInt(random.pick([0, 0, 512, clusterSize]))
  const end = Math.min(start + clusterSize, bytes.length - 8)
  for (let at = start; at < end; at += 8) image.set(at, entry + step * BigInt((at - start) / 8))
}

const MUTATIONS = [tableEntry, tableEntry, tableEntry, headerField, nearDirectory, copied, filled]

export const qcow2Seeds: FuzzSeeds = {
  name: 'qcow2',
  images,
  mutate: (random, bytes, image) =>
    random.pick(MUTATIONS)(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      seedOf(image),
      random,
    ),
  compose: composed,
}
