import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { MAX_FILE_END } from '../../bytes/numbers.ts'
import { says } from '../../phrases/phrase.ts'
import type { ReadPurpose } from './extensions.ts'
import { INCOMPAT_EXTL2 } from './features.ts'
import { MAX_L1_ENTRIES, MAX_REFCOUNT_TABLE_SIZE, MAX_SNAPSHOTS } from './limits.ts'
import type { Qcow2Header } from './types.ts'

// Where the tables are that the header names, and how large. Each check throws the `FormatError` for
// which qemu refuses the image, in qemu's words (block/qcow2.c, qcow2_do_open).

const INT32_MAX = 2_147_483_647
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER)
const INT64_MAX = (1n << 63n) - 1n
const failInvalid: Refuse = refusalIn('header')
const failLimit: Refuse = refusalIn('header', 'limit')

export function checkRefcountTable(header: Qcow2Header, purpose: ReadPurpose): void {
  const { refcountTableClusters, refcountTableOffset, clusterBits } = header
  if (refcountTableClusters === 0 && purpose !== 'check') {
    const message = says('Image does not contain a reference count table')
    failInvalid('refcount_table_clusters', 56, says('at least {{n}}', { n: 1 }), 0, message)
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

export function checkSnapshotTable(header: Qcow2Header): void {
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

export function checkL1Table(header: Qcow2Header): void {
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
  if (needed > INT32_MAX)
    failLimit('size', 24, says('at most 2^31 L1 entries'), size, says('Image is too big'))
  if (l1Size < needed) {
    failInvalid(
      'l1_size',
      36,
      says('at least {{n}}', { n: needed }),
      l1Size,
      says('L1 table is too small'),
    )
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

interface Table {
  readonly field: string
  readonly countAt: number
  readonly count: number
  readonly limit: number
  readonly entrySize: number
  readonly offsetAt: number
  readonly offset: bigint
}

type TableName = 'Active L1 table' | 'Reference count table' | 'Snapshot table'

/** qemu's rule for every table: so many entries at most, at a cluster's start, within 2^63. */
function checkTable(header: Qcow2Header, name: TableName, table: Table): void {
  const { field, count, limit, entrySize, offset } = table
  if (count > limit) {
    failLimit(
      `${field}_size`,
      table.countAt,
      says('at most {{n}}', { n: limit }),
      count,
      says(`${name} too large`),
    )
  }
  // Offsets of real files are exact as numbers, and numbers are much faster.
  const exact = offset <= MAX_SAFE ? Number(offset) : undefined
  const clusterSize = 2 ** header.clusterBits
  const aligned =
    exact === undefined ? offset % BigInt(clusterSize) === 0n : exact % clusterSize === 0
  if (!aligned || (exact === undefined && offset > INT64_MAX - BigInt(count * entrySize))) {
    const expected = says('a multiple of {{n}}', { n: 2 ** header.clusterBits })
    failInvalid(`${field}_offset`, table.offsetAt, expected, offset, says(`${name} offset invalid`))
  }
  if (exact === undefined) checkIsReadable(table)
}

/** Past the end of the file qemu reads zeros, but nothing past that of the longest one. */
function checkIsReadable({ field, offsetAt, offset, count, entrySize }: Table): void {
  if (count === 0 || offset + BigInt(count * entrySize) <= MAX_FILE_END) return
  const expected = says('a table that ends by {{at}}', { at: MAX_FILE_END })
  failInvalid(`${field}_offset`, offsetAt, expected, offset)
}
