import { execFileSync } from 'node:child_process'
import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeCodecs } from '../../../electron/files/codecs.ts'
import type { ByteSource } from '../../../shared/bytes/source.ts'
import { openDisk } from '../../../shared/formats/disk/disk.ts'
import type { GuestDisk } from '../../../shared/formats/disk/types.ts'
import { openLayer } from '../../../shared/formats/open-layer.ts'
import type { ImageFormat } from '../../../shared/formats/types.ts'
import { qemuImg as qemuImgIn } from '../programs/qemu-img.ts'

/** qemu-img with paths that are absolute. */
export function qemuImg(...args: readonly string[]): string {
  return qemuImgIn('/', ...args)
}

export function qemuIo(file: string, commands: readonly string[], format = 'qcow2'): void {
  const args = commands.flatMap((command) => ['-c', command])
  const output = execFileSync('qemu-io', ['-f', format, ...args, file], { encoding: 'utf8' })
  if (/failed|error/i.test(output)) throw new Error(`qemu-io: ${output}`)
}

/** Pseudo-random numbers that are the same on every machine (mulberry32). */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A whole number from 0 to `end - 1`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end)
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256))
  }
}

export interface ImageSpec {
  /** Bytes. */
  readonly size: number
  readonly clusterSize: number
  readonly compat?: '0.10' | '1.1'
  readonly options?: readonly string[]
  readonly backing?: { readonly path: string; readonly format: string }
  readonly writes: number
  /** Compressed writes take whole clusters and no data file. */
  readonly compressed?: boolean
}

/** A qcow2 image with random writes, zeroes, discards and compressed clusters. */
export function makeQcow2(path: string, spec: ImageSpec, random: SeededRandom): void {
  const { compat = '1.1', clusterSize, options = [], backing } = spec
  const list = [`compat=${compat}`, `cluster_size=${clusterSize}`, ...options].join(',')
  const below = backing === undefined ? [] : ['-b', backing.path, '-F', backing.format]
  qemuImg('create', '-q', '-f', 'qcow2', '-o', list, ...below, path, `${spec.size}`)
  if (spec.compressed === true) qemuIo(path, compressedWrites(spec, random))
  randomWrites(path, spec, random)
}

/** Writes data and zeroes, and discards, as often as the `spec` says. */
export function randomWrites(path: string, spec: ImageSpec, random: SeededRandom): void {
  const commands = Array.from({ length: spec.writes }, () => randomWrite(spec, random))
  if (commands.length > 0) qemuIo(path, commands)
}

/** These come first and do not meet: qemu does not compress over a cluster that is allocated. */
function compressedWrites(
  { size, clusterSize, writes }: ImageSpec,
  random: SeededRandom,
): string[] {
  const clusters = Math.floor(size / clusterSize)
  const chosen = new Set(Array.from({ length: writes }, () => random.below(clusters)))
  return [...chosen].map((cluster) => {
    const pattern = 1 + random.below(255)
    return `write -c -P ${pattern} ${cluster * clusterSize} ${clusterSize}`
  })
}

function randomWrite({ size, clusterSize }: ImageSpec, random: SeededRandom): string {
  const at = random.below(size / 512) * 512
  const longest = Math.min(size - at, 4 * clusterSize)
  const length = Math.min(random.below(longest / 512) * 512 + 512, size - at)
  const pattern = 1 + random.below(255)
  const verbs = [`write -P ${pattern}`, `write -P ${pattern}`, 'write -z', 'write -z -u', 'discard']
  return `${random.pick(verbs)} ${at} ${length}`
}

/** A raw file without holes, whose length need not be whole sectors. */
export function makeRaw(path: string, length: number, random: SeededRandom): void {
  writeFileSync(path, random.bytes(length))
}

interface OpenSource extends ByteSource {
  close(): void
}

function fileSource(path: string): OpenSource {
  const fd = openSync(path, 'r')
  return {
    size: fstatSync(fd).size,
    read: (target, offset) => readSync(fd, target, 0, target.length, offset),
    close: () => closeSync(fd),
  }
}

export interface LayerFile {
  readonly path: string
  /** qcow2 unless something else is said. */
  readonly format?: ImageFormat
  readonly dataFile?: string
  readonly snapshot?: string
}

/** The guest's disk of files that are named one by one, active layer first. */
export function openFiles(files: readonly LayerFile[]): {
  readonly disk: GuestDisk
  close(): void
} {
  const opened: OpenSource[] = []
  const open = (path: string): OpenSource => {
    const source = fileSource(path)
    opened.push(source)
    return source
  }
  const layers = files.map(({ path, format = 'qcow2', dataFile, snapshot }) =>
    openLayer(open(path), format, {
      codecs: nodeCodecs,
      ...(dataFile !== undefined && { dataFile: open(dataFile) }),
      ...(snapshot !== undefined && { snapshot }),
    }),
  )
  const [active, ...below] = layers
  if (active === undefined) throw new Error('no layer')
  return {
    disk: openDisk(active, below),
    close: () => {
      for (const source of opened) source.close()
    },
  }
}

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
