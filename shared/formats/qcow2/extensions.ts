import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError } from '../../bytes/errors.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { checkBitmapsPointer } from './bitmaps.ts'
import { AUTOCLEAR_BITMAPS, featureKind, INCOMPAT_KNOWN } from './features.ts'
import { MAX_BACKING_FORMAT_SIZE, MAX_CLUSTER_BITS } from './limits.ts'
import type { FeatureName, Qcow2Extension, Qcow2Header } from './types.ts'

const END = 0x00000000
const BACKING_FORMAT = 0xe2792aca
const FEATURE_NAMES = 0x6803f857
const BITMAPS = 0x23852875
const CRYPTO = 0x0537be77
const DATA_FILE = 0x44415441

/** Bytes of type and length before the data of each extension. */
const EXTENSION_HEADER = 8
const FEATURE_NAME_SIZE = 48
const LARGEST = 2 ** MAX_CLUSTER_BITS

/** A scan passes over feature names, unless there is an unknown feature to be named. */
export type ReadPurpose = 'scan' | 'details'

export interface Extensions {
  readonly extensions: readonly Qcow2Extension[]
  /** Why the walk ended before the end of the area. What was read before it is kept. */
  readonly fault?: Fault
}

/**
 * Walks the extension area: from the header's end to the backing file name, else to the end of the
 * first cluster (qcow2.rst, Header extensions). `header` must have passed the check of its cluster
 * size and header length. A file that ends at an extension's beginning ends the area, as in qemu,
 * which reads zeros there.
 */
export function readExtensions(
  window: HeadWindow,
  header: Qcow2Header,
  purpose: ReadPurpose,
): Extensions {
  const extensions: Qcow2Extension[] = []
  const end = extensionEnd(header)
  const skipped = purpose === 'scan' && !hasUnknownFeature(header) ? FEATURE_NAMES : undefined
  try {
    for (let at = header.headerLength; at < end && at < window.source.size; ) {
      const { type, length } = readPlace(window, at, end)
      if (type === END) break
      if (type !== skipped) extensions.push(readExtension(window, header, type, at, length))
      at += EXTENSION_HEADER + Math.ceil(length / 8) * 8
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { extensions, fault: error.fault }
  }
  return { extensions }
}

function extensionEnd({ backingFileOffset, clusterBits }: Qcow2Header): number {
  return backingFileOffset === 0n ? 2 ** clusterBits : Number(backingFileOffset)
}

function hasUnknownFeature({ incompatibleFeatures }: Qcow2Header): boolean {
  return incompatibleFeatures !== 0n && (incompatibleFeatures & ~INCOMPAT_KNOWN) !== 0n
}

/** Type and length of the extension at `at`; `end` is where the area ends. */
function readPlace(window: HeadWindow, at: number, end: number): { type: number; length: number } {
  const bytes = bytesAt(window, at, EXTENSION_HEADER, 'extension', EXTENSION_HEADER)
  const cursor = new ByteCursor(bytes, 'extension', at)
  const type = cursor.u32Be()
  const length = cursor.u32Be()
  const room = end - at - EXTENSION_HEADER
  if (length > room || room < 0) {
    const message = 'Header extension too large'
    throw new FormatError(
      'invalid',
      'extension.length',
      at + 4,
      `at most ${room}`,
      `${length}`,
      message,
    )
  }
  return { type, length }
}

function readExtension(
  window: HeadWindow,
  header: Qcow2Header,
  type: number,
  offset: number,
  length: number,
): Qcow2Extension {
  const base = offset + EXTENSION_HEADER
  const data = bytesAt(window, base, length, 'extension.data', LARGEST)
  return { type, offset, length, ...readData(type, data, base, header) }
}

type Data<T> = T extends { readonly kind: string } ? Omit<T, 'type' | 'offset' | 'length'> : never
type ExtensionData = Data<Qcow2Extension>

function readData(
  type: number,
  data: Uint8Array,
  base: number,
  header: Qcow2Header,
): ExtensionData {
  const cursor = new ByteCursor(data, 'extension.data', base)
  switch (type) {
    case BACKING_FORMAT:
      return readBackingFormat(cursor, base)
    case FEATURE_NAMES:
      return { kind: 'feature-names', names: readFeatureNames(cursor) }
    case BITMAPS:
      return readBitmapsPointer(cursor, base, header)
    case CRYPTO:
      return readCryptoPointer(cursor, base, header)
    case DATA_FILE:
      return { kind: 'data-file', name: cursor.cString(data.length) }
    default:
      return { kind: 'unknown', data: data.slice() }
  }
}

function readBackingFormat(cursor: ByteCursor, base: number): ExtensionData {
  const length = cursor.remaining
  if (length > MAX_BACKING_FORMAT_SIZE) {
    const message = `ERROR: ext_backing_format: len=${length} too large (>=${MAX_BACKING_FORMAT_SIZE + 1})`
    throw new FormatError('limit', 'backing_format', base, 'at most 15 bytes', `${length}`, message)
  }
  return { kind: 'backing-format', format: cursor.cString(length) }
}

function readFeatureNames(cursor: ByteCursor): FeatureName[] {
  const names: FeatureName[] = []
  while (cursor.remaining >= FEATURE_NAME_SIZE) {
    const kind = featureKind(cursor.u8())
    const bit = cursor.u8()
    const name = cursor.cString(FEATURE_NAME_SIZE - 2)
    // qemu takes an entry without a name for the end of the table.
    if (name === '') break
    names.push({ bit, name, ...(kind !== undefined && { kind }) })
  }
  return names
}

function readBitmapsPointer(cursor: ByteCursor, base: number, header: Qcow2Header): ExtensionData {
  if (cursor.remaining !== 24) {
    const message = 'bitmaps_ext: Invalid extension length'
    throw new FormatError('invalid', 'bitmaps', base, '24 bytes', `${cursor.remaining}`, message)
  }
  const count = cursor.u32Be()
  const reserved = cursor.u32Be()
  const directorySize = cursor.u64Be()
  const directoryOffset = cursor.u64Be()
  const bitmaps = { count, directoryOffset, directorySize }
  // Without the autoclear bit the extension is stale and says nothing that could be wrong.
  if ((header.autoclearFeatures & AUTOCLEAR_BITMAPS) !== 0n) {
    checkBitmapsPointer(bitmaps, reserved, base, header)
  }
  return { kind: 'bitmaps', bitmaps }
}

function readCryptoPointer(cursor: ByteCursor, base: number, header: Qcow2Header): ExtensionData {
  if (header.cryptMethod !== 2) {
    const message = 'CRYPTO header extension only expected with LUKS encryption method'
    throw new FormatError(
      'invalid',
      'crypto',
      base,
      'crypt_method 2',
      `${header.cryptMethod}`,
      message,
    )
  }
  const size = cursor.remaining
  if (size !== 16) {
    const message = `CRYPTO header extension size ${size}, but expected size 16`
    throw new FormatError('invalid', 'crypto', base, '16 bytes', `${size}`, message)
  }
  const offset = cursor.u64Be()
  const length = cursor.u64Be()
  const clusterSize = 2 ** header.clusterBits
  if (offset % BigInt(clusterSize) !== 0n) {
    const message = `Encryption header offset '${offset}' is not a multiple of cluster size '${clusterSize}'`
    throw new FormatError(
      'invalid',
      'crypto.offset',
      base,
      `a multiple of ${clusterSize}`,
      `${offset}`,
      message,
    )
  }
  return { kind: 'crypto', crypto: { offset, length } }
}

/** The extension of one kind; the last one where a broken image has several, as in qemu. */
export function findExtension<K extends Qcow2Extension['kind']>(
  extensions: readonly Qcow2Extension[],
  kind: K,
): Extract<Qcow2Extension, { kind: K }> | undefined {
  return extensions.findLast(
    (extension): extension is Extract<Qcow2Extension, { kind: K }> => extension.kind === kind,
  )
}
