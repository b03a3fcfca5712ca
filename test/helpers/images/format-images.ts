import { join } from 'node:path'
import type { ImageFormat } from '../../../shared/formats/types.ts'
import type { ChainCase } from './chain-matrix.ts'
import { makeQcow2, makeRaw, qemuImg, qemuIo } from './disk-images.ts'
import type { LayerFile } from './open-files.ts'
import type { SeededRandom } from './seeded-random.ts'

/** An image of another format than qcow2: options of qemu-img create, and what is written then. */
export interface FormatSpec {
  readonly title: string
  readonly format: ImageFormat
  readonly options?: string
  /** Bytes. */
  readonly size: number
  /** Bytes; writes are up to four of these long. */
  readonly unit: number
  readonly writes?: number
  /** Whole clusters that are written packed, before anything else. */
  readonly packed?: number
  readonly below?: LayerFile
}

/** Makes the image and writes to random places of it. */
function makeFormat(path: string, spec: FormatSpec, random: SeededRandom): void {
  const { format, options, size, below, writes = 40 } = spec
  const list = options === undefined ? [] : ['-o', options]
  const on = below === undefined ? [] : ['-b', below.path, '-F', below.format ?? 'qcow2']
  qemuImg('create', '-q', '-f', format, ...list, ...on, path, `${size}`)
  const commands = [
    ...packedWrites(spec, random),
    ...Array.from({ length: writes }, () => randomWrite(spec, random)),
  ]
  if (commands.length > 0) qemuIo(path, commands, format)
}

function packedWrites({ size, unit, packed = 0 }: FormatSpec, random: SeededRandom): string[] {
  const clusters = Math.floor(size / unit)
  const chosen = new Set(Array.from({ length: packed }, () => random.below(clusters)))
  return [...chosen].map(
    (cluster) => `write -c -P ${1 + random.below(255)} ${cluster * unit} ${unit}`,
  )
}

function randomWrite({ size, unit }: FormatSpec, random: SeededRandom): string {
  const at = random.below(size / 512) * 512
  const longest = Math.min(size - at, 4 * unit)
  const length = Math.min(random.below(longest / 512) * 512 + 512, size - at)
  const pattern = 1 + random.below(255)
  const verbs = [`write -P ${pattern}`, `write -P ${pattern}`, 'write -z']
  return `${random.pick(verbs)} ${at} ${length}`
}

/** Makes each image of a list; images of one folder and format need different prefixes. */
export function makeFormats(
  folder: string,
  specs: readonly FormatSpec[],
  random: SeededRandom,
  prefix = 'single',
): readonly ChainCase[] {
  return specs.map((spec, index) => {
    const path = join(folder, `${prefix}-${index}.${spec.format}`)
    makeFormat(path, spec, random)
    const own: LayerFile = { path, format: spec.format }
    return { title: spec.title, files: spec.below === undefined ? [own] : [own, spec.below] }
  })
}

/** Chains in which QED and version 1 of qcow stand on raw, on qcow2 and on one another. */
export function mixedChains(folder: string, random: SeededRandom): readonly ChainCase[] {
  const raw: LayerFile = { path: join(folder, 'base.raw'), format: 'raw' }
  makeRaw(raw.path, 3_000_123, random)
  const qcow2: LayerFile = { path: join(folder, 'base.qcow2'), format: 'qcow2' }
  const shape = { size: 4_000_256, clusterSize: 64 * 1024, writes: 40, compressed: true }
  makeQcow2(qcow2.path, shape, random)
  const specs = [raw, qcow2].flatMap((below): FormatSpec[] => [
    { ...QED, title: `QED on ${below.format}`, below },
    { ...QCOW, title: `qcow on ${below.format}`, below },
  ])
  const twos = makeFormats(folder, specs, random, 'overlay')
  const threes = twos.map((chain, index) => onTop(folder, chain, index, random))
  const same = twos.slice(0, 1).map((chain) => sameOnTop(folder, chain, random))
  return [...twos, ...threes, ...same]
}

const QED = { format: 'qed', options: 'cluster_size=4096', size: 3_500_032, unit: 4096 } as const
/** With a backing file qemu makes clusters of one sector. */
const QCOW = { format: 'qcow', size: 3_700_224, unit: 512, packed: 20 } as const

function sameOnTop(folder: string, chain: ChainCase, random: SeededRandom): ChainCase {
  const [below] = chain.files
  const path = join(folder, 'same.qed')
  const spec = { ...QED, title: '', size: 3_000_320, ...(below !== undefined && { below }) }
  makeFormat(path, spec, random)
  return {
    title: `a smaller QED on ${chain.title}`,
    files: [{ path, format: 'qed' }, ...chain.files],
  }
}

/** A third layer, of the format that the one below is not. */
function onTop(folder: string, chain: ChainCase, index: number, random: SeededRandom): ChainCase {
  const [below] = chain.files
  const shape = below?.format === 'qed' ? QCOW : QED
  const path = join(folder, `top-${index}`)
  const spec = { ...shape, title: '', size: 5_000_192, ...(below !== undefined && { below }) }
  makeFormat(path, spec, random)
  const top = { path, format: shape.format }
  return { title: `${shape.format} on ${chain.title}`, files: [top, ...chain.files] }
}
