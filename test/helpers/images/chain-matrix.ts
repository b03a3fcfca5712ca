import { join } from 'node:path'
import { type ImageSpec, makeQcow2, makeRaw } from './disk-images.ts'
import type { LayerFile } from './open-files.ts'
import { SeededRandom } from './seeded-random.ts'

export interface ChainCase {
  readonly title: string
  /** Active layer first. */
  readonly files: readonly LayerFile[]
}

const KIB = 1024

/** One image a combination of what qemu-img can make, then chains of two to four layers. */
export function makeMatrix(folder: string, seed: number): readonly ChainCase[] {
  const random = new SeededRandom(seed)
  return [...singles(folder, random), ...chains(folder, random)]
}

function singles(folder: string, random: SeededRandom): ChainCase[] {
  const specs: readonly (readonly [string, ImageSpec])[] = [
    ...[512, 4 * KIB, 64 * KIB, 2048 * KIB].flatMap((clusterSize) =>
      (['0.10', '1.1'] as const).map((compat) => {
        const size = Math.min(clusterSize * 300, 96 * 1024 * KIB) + 512 * 3
        const spec = { size, clusterSize, compat, writes: 60, compressed: true }
        return [`${compat} clusters of ${clusterSize}`, spec] as const
      }),
    ),
    [
      'extended L2',
      {
        size: 9_000_448,
        clusterSize: 64 * KIB,
        options: ['extended_l2=on'],
        writes: 120,
        compressed: true,
      },
    ],
    [
      'extended L2 of 16 KiB',
      {
        size: 3_000_320,
        clusterSize: 16 * KIB,
        options: ['extended_l2=on'],
        writes: 120,
        compressed: true,
      },
    ],
    [
      'zstd',
      {
        size: 6_000_128,
        clusterSize: 64 * KIB,
        options: ['compression_type=zstd'],
        writes: 60,
        compressed: true,
      },
    ],
    ['nothing written', { size: 1 << 30, clusterSize: 64 * KIB, writes: 0 }],
  ]
  const images = specs.map(([title, spec], index) => {
    const path = join(folder, `single-${index}.qcow2`)
    makeQcow2(path, spec, random)
    return { title, files: [{ path }] }
  })
  return [...images, dataFileCase(folder, 'off', random), dataFileCase(folder, 'on', random)]
}

function dataFileCase(folder: string, raw: 'on' | 'off', random: SeededRandom): ChainCase {
  const path = join(folder, `data-file-${raw}.qcow2`)
  const dataFile = join(folder, `data-file-${raw}.data`)
  const options = [`data_file=${dataFile}`, `data_file_raw=${raw}`]
  makeQcow2(path, { size: 4_000_256, clusterSize: 64 * KIB, options, writes: 40 }, random)
  return { title: `data file, raw ${raw}`, files: [{ path, dataFile }] }
}

function chains(folder: string, random: SeededRandom): ChainCase[] {
  return [2, 3, 4, 2, 3, 4].map((depth, index) => makeChain(folder, index, depth, random))
}

/** A chain with another cluster size, another unaligned virtual size and other features a layer. */
function makeChain(folder: string, index: number, depth: number, random: SeededRandom): ChainCase {
  const files: LayerFile[] = []
  const rawBase = index % 2 === 0
  for (let level = 0; level < depth; level += 1) {
    const format = level === 0 && rawBase ? 'raw' : 'qcow2'
    const path = join(folder, `chain-${index}-${level}.${format}`)
    const size = (2048 + random.below(6144)) * 512
    const below = files[0]
    if (format === 'raw') makeRaw(path, size - random.below(511), random)
    else {
      const extended = random.below(3) === 0
      makeQcow2(
        path,
        {
          size,
          clusterSize: extended ? 32 * KIB : random.pick([512, 4 * KIB, 64 * KIB, 256 * KIB]),
          options: extended ? ['extended_l2=on'] : [],
          writes: 40,
          compressed: true,
          ...(below !== undefined && {
            backing: { path: below.path, format: below.format ?? 'qcow2' },
          }),
        },
        random,
      )
    }
    files.unshift({ path, format })
  }
  return { title: `chain ${index} of ${depth} on a ${rawBase ? 'raw' : 'qcow2'} base`, files }
}
