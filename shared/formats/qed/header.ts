import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError, type Refuse, refusalIn } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE, safeNumber } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { QedFeature, QedHeader } from './types.ts'

const FEATURES: readonly QedFeature[] = ['backing-file', 'need-check', 'backing-format-no-probe']
const FEATURES_KNOWN = 7n
const MIN_CLUSTER_SIZE = 4096
const MAX_CLUSTER_SIZE = 64 * 1024 * 1024
const MAX_TABLE_SIZE = 16
export const QED_ENTRY_BYTES = 8
const fail: Refuse = refusalIn('qed')

/** Reads a header (qed_spec.txt, little-endian); faults are in qemu's order and words. */
export function readQedHeader({ head, source }: HeadWindow): QedHeader {
  const cursor = new ByteCursor(head, 'qed')
  const clusterSize = cursor.seek(4).u32Le()
  const tableSize = cursor.u32Le()
  const headerClusters = cursor.u32Le()
  const features = cursor.u64Le()
  const compatibleFeatures = cursor.u64Le()
  const autoclearFeatures = cursor.u64Le()
  const l1TableOffset = cursor.u64Le()
  const imageSize = cursor.u64Le()
  checkFeatures(features)
  checkSize('cluster_size', 4, clusterSize, MIN_CLUSTER_SIZE, MAX_CLUSTER_SIZE)
  checkSize('table_size', 8, tableSize, 1, MAX_TABLE_SIZE)
  checkImageSize(imageSize, clusterSize, tableSize)
  const header = { clusterSize, tableSize, headerClusters, features }
  if (!isQedTable(header, Number(l1TableOffset), source.size)) {
    fail(
      'l1_table_offset',
      40,
      says('a table inside the file'),
      l1TableOffset,
      says('QED table offset is invalid'),
    )
  }
  return {
    ...header,
    compatibleFeatures,
    autoclearFeatures,
    l1TableOffset: Number(l1TableOffset),
    imageSize: safeNumber(imageSize, 'qed.image_size', 48),
  }
}

/** The names of the feature bits that are set. */
export function qedFeatures(features: bigint): readonly QedFeature[] {
  return FEATURES.filter((_, bit) => (features & (1n << BigInt(bit))) !== 0n)
}

type Shape = Pick<QedHeader, 'clusterSize' | 'tableSize' | 'headerClusters'>

/** Entries of a table, which fills whole clusters. */
export function qedTableEntries({ clusterSize, tableSize }: Shape): number {
  return (clusterSize * tableSize) / QED_ENTRY_BYTES
}

/** Whether a cluster can begin at `offset`, wherever the file ends. */
export function isQedPlace({ clusterSize, headerClusters }: Shape, offset: number): boolean {
  return offset % clusterSize === 0 && offset >= headerClusters * clusterSize
}

/** Whether a cluster can begin at `offset`: behind the header and in whole clusters of the file. */
export function isQedCluster(shape: Shape, offset: number, length: number): boolean {
  const { clusterSize } = shape
  // A file is as long as its whole sectors to qemu.
  const sectors = roundUp(length, SECTOR_SIZE)
  const end = sectors - (sectors % clusterSize)
  return isQedPlace(shape, offset) && offset < end
}

/**
 * Whether a table can begin at `offset`, all of its clusters in the file. One of a single cluster never
 * passes: qemu's check for an overflow wants the last cluster behind the first, so that it cannot open
 * what it creates so.
 */
export function isQedTable(shape: Shape, offset: number, length: number): boolean {
  const last = offset + (shape.tableSize - 1) * shape.clusterSize
  return last > offset && isQedCluster(shape, offset, length) && isQedCluster(shape, last, length)
}

function checkFeatures(features: bigint): void {
  const unknown = features & ~FEATURES_KNOWN
  if (unknown === 0n) return
  const message = says('Unsupported QED features: {{hex}}', { hex: unknown.toString(16) })
  throw new FormatError(
    'unsupported',
    'qed.features',
    16,
    says('bits {{n}} to {{n2}}', { n: 0, n2: 2 }),
    features,
    message,
  )
}

function checkSize(field: string, offset: number, size: number, min: number, max: number): void {
  if (Number.isInteger(Math.log2(size)) && size >= min && size <= max) return
  const expected = says('a power of two from {{n}} to {{n2}}', { n: min, n2: max })
  fail(
    field,
    offset,
    expected,
    size,
    says('QED {{name}} is invalid', { name: field.replace('_', ' ') }),
  )
}

function checkImageSize(size: bigint, clusterSize: number, tableSize: number): void {
  const entries = BigInt((clusterSize * tableSize) / QED_ENTRY_BYTES)
  const most = entries * entries * BigInt(clusterSize)
  if (size % BigInt(SECTOR_SIZE) === 0n && size <= most) return
  fail(
    'image_size',
    48,
    says('whole sectors, at most {{bytes}} bytes', { bytes: most }),
    size,
    says('QED image size is invalid'),
  )
}
