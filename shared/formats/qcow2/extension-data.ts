import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { checkBitmapsPointer } from './bitmaps-pointer.ts'
import { AUTOCLEAR_BITMAPS, featureKind } from './features.ts'
import { MAX_BACKING_FORMAT_SIZE } from './limits.ts'
import type { FeatureName, Qcow2Extension, Qcow2Header } from './types.ts'

const BACKING_FORMAT = 0xe2792aca
export const FEATURE_NAMES = 0x6803f857
const BITMAPS = 0x23852875
const CRYPTO = 0x0537be77
const DATA_FILE = 0x44415441

const FEATURE_NAME_SIZE = 48

type Data<T> = T extends { readonly kind: string } ? Omit<T, 'type' | 'offset' | 'length'> : never
type ExtensionData = Data<Qcow2Extension>

/** Reads the data of an extension of a type, which stands at `base`. Throws `FormatError`. */
export function readExtensionData(
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
    const message = says('ERROR: ext_backing_format: len={{n}} too large (>={{n2}})', {
      n: length,
      n2: MAX_BACKING_FORMAT_SIZE + 1,
    })
    throw new FormatError(
      'limit',
      'backing_format',
      base,
      says('at most {{bytes}} bytes', { bytes: MAX_BACKING_FORMAT_SIZE }),
      length,
      message,
    )
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
    const message = says('bitmaps_ext: Invalid extension length')
    throw new FormatError(
      'invalid',
      'bitmaps',
      base,
      says('{{bytes}} bytes', { bytes: 24 }),
      cursor.remaining,
      message,
    )
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
    const message = says('CRYPTO header extension only expected with LUKS encryption method')
    const found = header.cryptMethod
    throw new FormatError('invalid', 'crypto', base, quote('crypt_method 2'), found, message)
  }
  const size = cursor.remaining
  if (size !== 16) {
    const message = says('CRYPTO header extension size {{n}}, but expected size 16', { n: size })
    throw new FormatError(
      'invalid',
      'crypto',
      base,
      says('{{bytes}} bytes', { bytes: 16 }),
      size,
      message,
    )
  }
  const offset = cursor.u64Be()
  const length = cursor.u64Be()
  checkCryptoOffset(offset, base, header)
  return { kind: 'crypto', crypto: { offset, length } }
}

function checkCryptoOffset(offset: bigint, base: number, { clusterBits }: Qcow2Header): void {
  const clusterSize = 2 ** clusterBits
  if (offset % BigInt(clusterSize) === 0n) return
  const message = says(
    "Encryption header offset '{{n}}' is not a multiple of cluster size '{{n2}}'",
    { n: offset, n2: clusterSize },
  )
  const expected = says('a multiple of {{n}}', { n: clusterSize })
  throw new FormatError('invalid', 'crypto.offset', base, expected, offset, message)
}
