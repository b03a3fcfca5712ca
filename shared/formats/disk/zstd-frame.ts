import { FormatError } from '../../bytes/errors.ts'
import { type Sayable, says } from '../../phrases/phrase.ts'

const MAGIC = 0xfd2fb528
const BLOCK_HEADER = 3
const RLE_BLOCK = 1
/** Bytes of the frame content size by its flag; flag 0 has one byte in single-segment frames. */
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const

/**
 * Length of the zstd frame at the beginning of `bytes` (RFC 8878, 3.1.1), found from its block
 * headers without unpacking: what follows it in the sector belongs to another cluster.
 */
export function zstdFrameLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 6 || view.getUint32(0, true) !== MAGIC) {
    throw damaged(0, says('a zstd frame'), says('other bytes'))
  }
  const descriptor = view.getUint8(4)
  let at = 5 + headerFields(descriptor)
  for (;;) {
    if (at + BLOCK_HEADER > bytes.length) throw damaged(at, says('a block header'), says('the end'))
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
    const isRle = ((header >> 1) & 3) === RLE_BLOCK
    at += BLOCK_HEADER + (isRle ? 1 : header >> 3)
    if ((header & 1) === 1) break
  }
  const hasChecksum = (descriptor & 4) !== 0
  const end = at + (hasChecksum ? 4 : 0)
  if (end > bytes.length)
    throw damaged(
      at,
      says('a block that ends by {{at}}', { at: bytes.length }),
      says('{{at}}', { at: end }),
    )
  return end
}

/** Bytes of the fields between the frame header descriptor and the first block. */
function headerFields(descriptor: number): number {
  const singleSegment = (descriptor & 0x20) !== 0
  const sizeFlag = descriptor >> 6
  const size = sizeFlag === 0 && singleSegment ? 1 : (CONTENT_SIZE_BYTES[sizeFlag] ?? 0)
  return (singleSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0) + size
}

function damaged(offset: number, expected: Sayable, found: Sayable): FormatError {
  return new FormatError('invalid', 'zstd frame', offset, expected, found)
}
