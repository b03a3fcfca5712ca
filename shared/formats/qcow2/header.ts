import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import {
  KNOWN_HEADER_LENGTH,
  MAX_CLUSTER_BITS,
  V2_HEADER_LENGTH,
  V3_HEADER_LENGTH,
} from './limits.ts'
import type { Qcow2Header, Qcow2HeaderV3 } from './types.ts'

/** `QFI\xfb`, shared with qcow version 1. */
export const QCOW_MAGIC = 0x514649fb

/**
 * Reads the fields as they are stored, without judging them (`checkHeader` does). Throws
 * `FormatError` when the bytes end before the header does, and for a version other than 2 and 3,
 * whose layout is not known.
 */
export function readHeader(window: HeadWindow): Qcow2Header {
  const cursor = new ByteCursor(window.head, 'header')
  const version = cursor.skip(4).u32Be()
  if (version !== 2 && version !== 3) throw unsupportedVersion(version)
  const backingFileOffset = cursor.u64Be()
  const backingFileSize = cursor.u32Be()
  const clusterBits = cursor.u32Be()
  const size = cursor.u64Be()
  const cryptMethod = cursor.u32Be()
  const l1Size = cursor.u32Be()
  const l1TableOffset = cursor.u64Be()
  const refcountTableOffset = cursor.u64Be()
  const refcountTableClusters = cursor.u32Be()
  const nbSnapshots = cursor.u32Be()
  const snapshotsOffset = cursor.u64Be()
  const v3 = version === 3 ? readVersion3(cursor) : VERSION_2
  const header = {
    version,
    backingFileOffset,
    backingFileSize,
    clusterBits,
    size,
    cryptMethod,
    l1Size,
    l1TableOffset,
    refcountTableOffset,
    refcountTableClusters,
    nbSnapshots,
    snapshotsOffset,
    incompatibleFeatures: v3.incompatibleFeatures,
    compatibleFeatures: v3.compatibleFeatures,
    autoclearFeatures: v3.autoclearFeatures,
    refcountOrder: v3.refcountOrder,
    headerLength: v3.headerLength,
    compressionType: v3.compressionType,
    // The values of version 2 are those of its own type: one literal serves both.
  } as Qcow2Header
  const unknownFields = readUnknownFields(window, header)
  return unknownFields === undefined ? header : ({ ...header, unknownFields } as Qcow2HeaderV3)
}

type Version3Fields = Pick<
  Qcow2HeaderV3,
  | 'incompatibleFeatures'
  | 'compatibleFeatures'
  | 'autoclearFeatures'
  | 'refcountOrder'
  | 'headerLength'
  | 'compressionType'
>

/** What version 2 implies. */
const VERSION_2: Version3Fields = {
  incompatibleFeatures: 0n,
  compatibleFeatures: 0n,
  autoclearFeatures: 0n,
  refcountOrder: 4,
  headerLength: V2_HEADER_LENGTH,
  compressionType: 0,
}

function readVersion3(cursor: ByteCursor): Version3Fields {
  const incompatibleFeatures = cursor.u64Be()
  const compatibleFeatures = cursor.u64Be()
  const autoclearFeatures = cursor.u64Be()
  const refcountOrder = cursor.u32Be()
  const headerLength = cursor.u32Be()
  // The compression type is a field of its own only in a header that is long enough to have it.
  const compressionType = headerLength > V3_HEADER_LENGTH ? cursor.u8() : 0
  return {
    incompatibleFeatures,
    compatibleFeatures,
    autoclearFeatures,
    refcountOrder,
    headerLength,
    compressionType,
  }
}

/**
 * Throws when the file ends before the header does. A header length over the cluster size is a fault
 * that `checkHeader` names; nothing is read for it.
 */
function readUnknownFields(
  window: HeadWindow,
  { headerLength, clusterBits }: Qcow2Header,
): Uint8Array | undefined {
  const clusterSize = 2 ** Math.min(clusterBits, MAX_CLUSTER_BITS)
  if (headerLength > clusterSize) return undefined
  if (headerLength <= KNOWN_HEADER_LENGTH) {
    if (headerLength > window.head.length) throw cutHeader(headerLength, window.head.length)
    return undefined
  }
  const length = headerLength - KNOWN_HEADER_LENGTH
  return bytesAt(window, KNOWN_HEADER_LENGTH, length, 'header.unknown_fields', clusterSize).slice()
}

function cutHeader(length: number, end: number): FormatError {
  return new FormatError(
    'truncated',
    'header',
    0,
    says('{{bytes}} bytes', { bytes: length }),
    says('the end at {{at}}', { at: end }),
  )
}

function unsupportedVersion(version: number): FormatError {
  return new FormatError(
    'unsupported',
    'header.version',
    4,
    says('{{n}} or {{n2}}', { n: 2, n2: 3 }),
    version,
    says('Unsupported qcow2 version {{n}}', { n: version }),
  )
}
