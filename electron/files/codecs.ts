import * as zlib from 'node:zlib'
import { decompress } from 'fzstd'
import type { Codecs } from '../../shared/formats/disk/types.ts'
import { zstdFrameLength } from '../../shared/formats/disk/zstd-frame.ts'

/** Newer than the oldest Node that is supported, and than its types. */
interface ZstdOfZlib {
  readonly zstdDecompressSync?: (
    packed: Uint8Array,
    options: { readonly maxOutputLength: number },
  ) => Uint8Array
}

const { zstdDecompressSync } = zlib as ZstdOfZlib

/** Node's zlib; for zstd a JavaScript one where this Node's zlib has none. */
export const nodeCodecs: Codecs = {
  inflateRaw: (packed, length) => zlib.inflateRawSync(packed, inflateOptions(length)),
  inflateZlib: (packed, length) => zlib.inflateSync(packed, inflateOptions(length)),
  zstd: (packed, length) => {
    const frame = packed.subarray(0, zstdFrameLength(packed))
    return zstdDecompressSync === undefined
      ? decompress(frame, zstdTarget(length)).subarray()
      : zstdDecompressSync(frame, { maxOutputLength: length })
  },
}

/**
 * fzstd compares what it is given with 1, which would spell 64 KiB as decimal text for every
 * cluster: three quarters of the time that it takes. A subarray of what comes back is without this.
 */
function zstdTarget(length: number): Uint8Array {
  return Object.assign(new Uint8Array(length), { toString: () => '' })
}

/** One chunk takes the whole output, and no stream unpacks to more than a cluster. */
function inflateOptions(length: number): zlib.ZlibOptions {
  return { chunkSize: Math.max(length, 64), maxOutputLength: length }
}
