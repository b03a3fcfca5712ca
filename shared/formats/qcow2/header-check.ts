import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import {
  INCOMPAT_COMPRESSION,
  INCOMPAT_EXTL2,
  INCOMPAT_KNOWN,
  unsupportedFeatures,
} from './features.ts'
import {
  MAX_CLUSTER_BITS,
  MAX_L1_ENTRIES,
  MAX_REFCOUNT_ORDER,
  MAX_REFCOUNT_TABLE_SIZE,
  MAX_SNAPSHOTS,
  MIN_CLUSTER_BITS,
  SUBCLUSTERS_PER_CLUSTER,
  V3_HEADER_LENGTH,
} from './limits.ts'
import type { FeatureName, Qcow2Header } from './types.ts'

const INT32_MAX = 2_147_483_647
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER)
const INT64_MAX = (1n << 63n) - 1n
const failInvalid: Refuse = refusalIn('header')
const failUnsupported: Refuse = refusalIn('header', 'unsupported')
const failLimit: Refuse = refusalIn('header', 'limit')

/**
 * Throws the `FormatError` for which qemu refuses to open the image, if any: qemu's checks in
 * qemu's order and words (block/qcow2.c, qcow2_do_open). `names` is asked only for an unknown bit.
 */
export function checkHeader(header: Qcow2Header, names: () => readonly FeatureName[]): void {
  checkClusterSize(header)
  checkHeaderLength(header)
  checkCompression(header)
  checkFeatures(header, names)
  checkRefcountTable(header)
  checkSnapshotTable(header)
  checkL1Table(header)
  checkEncryption(header)
}

function checkClusterSize({ clusterBits }: Qcow2Header): void {
  if (clusterBits >= MIN_CLUSTER_BITS && clusterBits <= MAX_CLUSTER_BITS) return
  const message = `Unsupported cluster size: 2^${clusterBits}`
  failUnsupported('cluster_bits', 20, '9 to 21', clusterBits, message)
}

function checkHeaderLength(header: Qcow2Header): void {
  const { version, headerLength, clusterBits, backingFileOffset } = header
  const clusterSize = 2 ** clusterBits
  if (version === 3 && headerLength < V3_HEADER_LENGTH) {
    failInvalid('header_length', 100, 'at least 104', headerLength, 'qcow2 header too short')
  }
  if (headerLength > clusterSize) {
    const message = 'qcow2 header exceeds cluster size'
    failInvalid('header_length', 100, `at most ${clusterSize}`, headerLength, message)
  }
  if (backingFileOffset !== 0n && backingFileOffset > BigInt(clusterSize)) {
    const message = 'Invalid backing file offset'
    failInvalid('backing_file_offset', 8, `at most ${clusterSize}`, backingFileOffset, message)
  }
}

function checkCompression({ compressionType, incompatibleFeatures }: Qcow2Header): void {
  if (compressionType > 1) {
    const message = `qcow2: unknown compression type: ${compressionType}`
    failUnsupported('compression_type', 104, '0 or 1', compressionType, message)
  }
  const bitSet = (incompatibleFeatures & INCOMPAT_COMPRESSION) !== 0n
  if (bitSet === (compressionType !== 0)) return
  const must = bitSet ? 'must not' : 'must'
  const message = `qcow2: Compression type incompatible feature bit ${must} be set`
  failInvalid(
    'incompatible_features',
    72,
    `bit 3 ${must} be set`,
    bitsText(incompatibleFeatures),
    message,
  )
}

function bitsText(bits: bigint): string {
  return `0x${bits.toString(16)}`
}

function checkFeatures(header: Qcow2Header, names: () => readonly FeatureName[]): void {
  const { incompatibleFeatures, clusterBits, refcountOrder } = header
  const unknown = incompatibleFeatures & ~INCOMPAT_KNOWN
  if (unknown !== 0n) {
    const message = unsupportedFeatures(unknown, names())
    const found = bitsText(incompatibleFeatures)
    failUnsupported('incompatible_features', 72, 'known bits', found, message)
  }
  const extended = (incompatibleFeatures & INCOMPAT_EXTL2) !== 0n
  const subclusterSize = 2 ** clusterBits / (extended ? SUBCLUSTERS_PER_CLUSTER : 1)
  if (subclusterSize < 2 ** MIN_CLUSTER_BITS) {
    const message = `Unsupported subcluster size: ${subclusterSize}`
    failUnsupported('cluster_bits', 20, 'at least 14', clusterBits, message)
  }
  if (refcountOrder > MAX_REFCOUNT_ORDER) {
    const message = 'Reference count entry width too large; may not exceed 64 bits'
    failUnsupported('refcount_order', 96, 'at most 6', refcountOrder, message)
  }
}

function checkRefcountTable(header: Qcow2Header): void {
  const { refcountTableClusters, refcountTableOffset, clusterBits } = header
  if (refcountTableClusters === 0) {
    const message = 'Image does not contain a reference count table'
    failInvalid('refcount_table_clusters', 56, 'at least 1', 0, message)
  }
  const clusterSize = 2 ** clusterBits
  checkTable(header, 'Reference count table', {
    field: 'refcount_table',
    countAt: 56,
    count: refcountTableClusters,
    limit: Math.floor(MAX_REFCOUNT_TABLE_SIZE / clusterSize),
    entrySize: clusterSize,
    offsetAt: 48,
    offset: refcountTableOffset,
  })
}

function checkSnapshotTable(header: Qcow2Header): void {
  checkTable(header, 'Snapshot table', {
    field: 'snapshots',
    countAt: 60,
    count: header.nbSnapshots,
    limit: MAX_SNAPSHOTS,
    entrySize: 40,
    offsetAt: 64,
    offset: header.snapshotsOffset,
  })
}

function checkL1Table(header: Qcow2Header): void {
  const { l1Size, l1TableOffset, size } = header
  checkTable(header, 'Active L1 table', {
    field: 'l1_table',
    countAt: 36,
    count: l1Size,
    limit: MAX_L1_ENTRIES,
    entrySize: 8,
    offsetAt: 40,
    offset: l1TableOffset,
  })
  const needed = l1EntriesFor(header)
  if (needed > INT32_MAX) failLimit('size', 24, 'at most 2^31 L1 entries', size, 'Image is too big')
  if (l1Size < needed) {
    failInvalid('l1_size', 36, `at least ${needed}`, l1Size, 'L1 table is too small')
  }
}

/** How many L1 entries the virtual size needs. */
function l1EntriesFor({ clusterBits, incompatibleFeatures, size }: Qcow2Header): number {
  const entryBits = (incompatibleFeatures & INCOMPAT_EXTL2) !== 0n ? 4 : 3
  const shift = 2 * clusterBits - entryBits
  if (size <= MAX_SAFE) return Math.ceil(Number(size) / 2 ** shift)
  // qemu adds in 64 bits: a size next to 2^64 wraps around.
  return Number(BigInt.asUintN(64, size + (1n << BigInt(shift)) - 1n) >> BigInt(shift))
}

function checkEncryption({ cryptMethod }: Qcow2Header): void {
  if (cryptMethod <= 2) return
  const message = `Unsupported encryption method ${cryptMethod}`
  failUnsupported('crypt_method', 32, '0, 1 or 2', cryptMethod, message)
}

interface Table {
  readonly field: string
  readonly countAt: number
  readonly count: number
  readonly limit: number
  readonly entrySize: number
  readonly offsetAt: number
  readonly offset: bigint
}

/** qemu's rule for every table: so many entries at most, at a cluster's start, within 2^63. */
function checkTable(header: Qcow2Header, name: string, table: Table): void {
  const { field, count, limit, entrySize, offset } = table
  if (count > limit) {
    failLimit(`${field}_size`, table.countAt, `at most ${limit}`, count, `${name} too large`)
  }
  // Offsets of real files are exact as numbers, and numbers are much faster.
  const exact = offset <= MAX_SAFE ? Number(offset) : undefined
  const clusterSize = 2 ** header.clusterBits
  const aligned =
    exact === undefined ? offset % BigInt(clusterSize) === 0n : exact % clusterSize === 0
  if (!aligned || (exact === undefined && offset > INT64_MAX - BigInt(count * entrySize))) {
    const expected = `a multiple of ${2 ** header.clusterBits}`
    failInvalid(`${field}_offset`, table.offsetAt, expected, offset, `${name} offset invalid`)
  }
}
