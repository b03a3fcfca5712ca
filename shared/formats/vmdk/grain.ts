import { FormatError } from '../../bytes/errors.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { codecError } from '../disk/codec-error.ts'
import type { Codecs } from '../disk/types.ts'

/** A compressed grain begins with its sector (64 bits) and its packed length (32 bits). */
const MARKER_SIZE = 12
/** qemu's bound: no packed grain is longer than two grains. */
const MAX_RATIO = 2
/** A packed grain is unpacked as a whole; VMware's are 64 KiB. */
const MAX_PACKED_GRAIN = 16 * 1024 * 1024

export interface PackedGrain {
  /** Bytes in the file. */
  readonly offset: number
  /** Bytes that it unpacks to, or fewer at the end of the disk. */
  readonly size: number
  readonly markers: boolean
}

/** One grain's bytes. Throws `FormatError`: `limit`, `truncated`, and `invalid` for a damaged stream. */
export function unpackGrain(source: ByteSource, grain: PackedGrain, codecs: Codecs): Uint8Array {
  if (grain.size > MAX_PACKED_GRAIN) {
    const expected = says('a grain of at most {{bytes}} bytes', { bytes: MAX_PACKED_GRAIN })
    throw new FormatError('limit', 'compressed grain', grain.offset, expected, grain.size)
  }
  const packed = readPacked(source, grain)
  try {
    return codecs.inflateZlib(packed, grain.size)
  } catch (error) {
    if (error instanceof FormatError) throw error
    const expected = says('a {{name}} stream of {{bytes}} bytes', {
      name: 'zlib',
      bytes: grain.size,
    })
    throw new FormatError('invalid', 'compressed grain', grain.offset, expected, codecError(error))
  }
}

function readPacked(source: ByteSource, { offset, size, markers }: PackedGrain): Uint8Array {
  const limit = size * MAX_RATIO
  if (!markers) {
    const available = Math.max(Math.min(limit, source.size - offset), 0)
    return readBytes(source, offset, available, 'compressed grain', limit)
  }
  const head = readBytes(source, offset, MARKER_SIZE, 'grain marker', MARKER_SIZE)
  const length = new DataView(head.buffer).getUint32(8, true)
  return readBytes(source, offset + MARKER_SIZE, length, 'compressed grain', limit)
}
