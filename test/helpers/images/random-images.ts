import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ImageSpec, makeQcow2, makeRaw, qemuImg, randomWrites } from './disk-images.ts'
import type { LayerFile } from './open-files.ts'
import type { SeededRandom } from './seeded-random.ts'

/** A chain of images of which qemu-img has made each in a way of its own. */
export interface RandomChain {
  readonly title: string
  /** Active layer first. */
  readonly files: readonly LayerFile[]
  /** Names of the active layer's internal snapshots. */
  readonly snapshots: readonly string[]
}

const MIB = 2 ** 20
const MOST_LAYERS = 4

/** A chain of one to four layers with other features, cluster sizes and virtual sizes in each. */
export function randomChain(folder: string, index: number, random: SeededRandom): RandomChain {
  const depth = 1 + random.below(MOST_LAYERS)
  const files: LayerFile[] = []
  const told: string[] = []
  let snapshots: readonly string[] = []
  for (let level = 0; level < depth; level += 1) {
    const name = `random-${index}-${level}`
    if (level === 0 && depth > 1 && random.below(2) === 0) {
      const path = join(folder, `${name}.raw`)
      makeRaw(path, 1 + random.below(3 * MIB), random)
      files.unshift({ path, format: 'raw' })
      told.unshift('raw')
      continue
    }
    const made = randomQcow2(join(folder, `${name}.qcow2`), files[0], random)
    files.unshift(made.file)
    told.unshift(made.title)
    snapshots = made.snapshots
  }
  return { title: `${index}: ${told.join(' on ')}`, files, snapshots }
}

interface MadeImage {
  readonly title: string
  readonly file: LayerFile
  readonly snapshots: readonly string[]
}

function randomQcow2(path: string, below: LayerFile | undefined, random: SeededRandom): MadeImage {
  const features = randomFeatures(random, below !== undefined)
  const dataFile = features.dataFile ? `${path}.data` : undefined
  const spec = specOf(features, dataFile, below)
  makeQcow2(path, spec, random)
  const snapshots: string[] = []
  for (let count = 0; count < features.snapshots; count += 1) {
    const name = `snapshot ${count}`
    qemuImg('snapshot', '-c', name, path)
    randomWrites(path, { ...spec, writes: 10 }, random)
    snapshots.push(name)
  }
  if (features.bitmap) {
    qemuImg('bitmap', '--add', path, 'bitmap')
    randomWrites(path, { ...spec, writes: 10 }, random)
  }
  // qemu asks for the holes of a file that looks preallocated, and Node cannot: so there are none.
  writeFileSync(path, readFileSync(path))
  if (dataFile !== undefined) writeFileSync(dataFile, readFileSync(dataFile))
  const file = { path, ...(dataFile !== undefined && { dataFile }) }
  return { title: titleOf(features), file, snapshots }
}

interface Features {
  readonly clusterBits: number
  readonly sectors: number
  readonly old: boolean
  readonly refcountBits: number
  readonly extended: boolean
  readonly zstd: boolean
  readonly lazy: boolean
  readonly preallocated: boolean
  readonly dataFile: boolean
  readonly snapshots: number
  readonly bitmap: boolean
}

function randomFeatures(random: SeededRandom, isOverlay: boolean): Features {
  const clusterBits = 9 + random.below(13)
  const old = random.below(4) === 0
  const dataFile = !old && random.below(6) === 0
  const refcountBits = old ? 16 : 2 ** random.below(7)
  const sectors = Math.min(3 * MIB, 400 * 2 ** clusterBits) / 512
  return {
    clusterBits,
    // Not aligned to clusters, nor often to anything else.
    sectors: 1 + random.below(Math.max(sectors, 2 * 2 ** (clusterBits - 9))),
    old,
    refcountBits,
    extended: !old && clusterBits >= 14 && random.below(3) === 0,
    zstd: !old && !dataFile && random.below(3) === 0,
    lazy: !old && random.below(4) === 0,
    preallocated: !isOverlay && random.below(6) === 0,
    dataFile,
    snapshots: dataFile ? 0 : random.below(Math.min(3, 2 ** refcountBits - 1)),
    bitmap: !old && random.below(4) === 0,
  }
}

function specOf(
  features: Features,
  dataFile: string | undefined,
  below: LayerFile | undefined,
): ImageSpec {
  const { clusterBits, sectors, old, extended, zstd, lazy, preallocated, refcountBits } = features
  const options = [
    ...(refcountBits === 16 ? [] : [`refcount_bits=${refcountBits}`]),
    ...(extended ? ['extended_l2=on'] : []),
    ...(zstd ? ['compression_type=zstd'] : []),
    ...(lazy ? ['lazy_refcounts=on'] : []),
    ...(preallocated ? ['preallocation=metadata'] : []),
    ...(dataFile === undefined ? [] : [`data_file=${dataFile}`]),
  ]
  return {
    size: sectors * 512,
    clusterSize: 2 ** clusterBits,
    compat: old ? '0.10' : '1.1',
    options,
    writes: 25,
    compressed: mayBePacked(features),
    ...(below !== undefined && { backing: { path: below.path, format: below.format ?? 'qcow2' } }),
  }
}

/**
 * qemu packs a cluster only where there is none yet, and none into a data file. Packed clusters share
 * a cluster of the file, whose narrow refcount a snapshot would then overflow.
 */
function mayBePacked(features: Features): boolean {
  const { preallocated, dataFile, sectors, clusterBits, refcountBits, snapshots } = features
  const counted = refcountBits >= 16 || snapshots === 0
  return !preallocated && !dataFile && counted && sectors * 512 >= 2 ** clusterBits
}

function titleOf(features: Features): string {
  const { clusterBits, sectors, old, refcountBits, snapshots } = features
  const flags = ['extended', 'zstd', 'lazy', 'preallocated', 'dataFile', 'bitmap'] as const
  const words = [
    `${old ? 'v2' : 'v3'} of ${2 ** clusterBits}`,
    `${sectors * 512} bytes`,
    `refcounts ${refcountBits}`,
    ...flags.filter((flag) => features[flag]),
    ...(snapshots > 0 ? [`${snapshots} snapshots`] : []),
  ]
  return words.join(', ')
}
