import { FormatError } from '../../bytes/errors.ts'
import { fileOffset, safeNumber, wholeSectors } from '../../bytes/numbers.ts'
import { says } from '../../phrases/phrase.ts'
import { ENTRY_BYTES, EXTENDED_ENTRY_BYTES } from './entry-words.ts'
import { hasFeature, INCOMPAT_DATA_FILE, INCOMPAT_EXTL2 } from './features.ts'
import { MAX_L1_ENTRIES, SUBCLUSTERS_PER_CLUSTER } from './limits.ts'
import type { Qcow2Header, Qcow2Snapshot } from './types.ts'

/** What of a header the data path needs: where the tables start and how they are laid out. */
export interface Qcow2Geometry {
  readonly version: 2 | 3
  readonly clusterBits: number
  /** Virtual size in bytes; whole sectors of 512 bytes, as qemu has it. */
  readonly size: number
  /** Byte offset of the L1 table and its entries. */
  readonly l1Offset: number
  readonly l1Entries: number
  readonly extendedL2: boolean
  /** Guest data lies in another file, at the guest's own offsets. */
  readonly dataFile: boolean
  readonly compression: 'deflate' | 'zstd'
  readonly encrypted: boolean
}

/** Numbers that follow from a geometry. */
export interface TableLayout {
  readonly clusterSize: number
  readonly subclusterSize: number
  readonly entryBytes: number
  /** Entries of an L2 table, which takes one cluster. */
  readonly l2Entries: number
  /** Guest bytes that one L2 table maps. */
  readonly l2Coverage: number
}

export function tableLayout(geometry: Qcow2Geometry): TableLayout {
  const clusterSize = 2 ** geometry.clusterBits
  const entryBytes = geometry.extendedL2 ? EXTENDED_ENTRY_BYTES : ENTRY_BYTES
  const l2Entries = clusterSize / entryBytes
  return {
    clusterSize,
    subclusterSize: geometry.extendedL2 ? clusterSize / SUBCLUSTERS_PER_CLUSTER : clusterSize,
    entryBytes,
    l2Entries,
    l2Coverage: l2Entries * clusterSize,
  }
}

/**
 * The geometry of a header that `checkHeader` lets pass. Throws `FormatError` `limit` for a size over
 * 2^62, which no L1 table has room for.
 */
export function geometryOf(header: Qcow2Header): Qcow2Geometry {
  return {
    version: header.version,
    clusterBits: header.clusterBits,
    size: wholeSectors(header.size, 'header.size', 24),
    l1Offset: fileOffset(header.l1TableOffset),
    l1Entries: header.l1Size,
    extendedL2: hasFeature(header, INCOMPAT_EXTL2),
    dataFile: hasFeature(header, INCOMPAT_DATA_FILE),
    compression: header.compressionType === 1 ? 'zstd' : 'deflate',
    encrypted: header.cryptMethod !== 0,
  }
}

/**
 * The same image, seen from one of its internal snapshots, at the size that the disk had then.
 * Throws `FormatError` for a table over qemu's limit, or one that does not start at a cluster.
 */
export function atSnapshot(geometry: Qcow2Geometry, snapshot: Qcow2Snapshot): Qcow2Geometry {
  const { l1Size, l1TableOffset, diskSize } = snapshot
  const l1Offset = safeNumber(l1TableOffset, 'snapshot.l1_table_offset', 0)
  if (l1Size > MAX_L1_ENTRIES) {
    throw new FormatError(
      'limit',
      'snapshot.l1_size',
      8,
      says('at most {{n}}', { n: MAX_L1_ENTRIES }),
      l1Size,
    )
  }
  if (l1Offset % 2 ** geometry.clusterBits !== 0) {
    const expected = says('a multiple of {{n}}', { n: 2 ** geometry.clusterBits })
    throw new FormatError('invalid', 'snapshot.l1_table_offset', 0, expected, l1Offset)
  }
  const size =
    diskSize === undefined ? geometry.size : wholeSectors(diskSize, 'snapshot.disk_size', 48)
  return { ...geometry, l1Offset, l1Entries: l1Size, size }
}
