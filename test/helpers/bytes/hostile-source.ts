import type { ByteSource } from '../../../shared/bytes/source.ts'

/** A source that counts what is asked of it. */
export interface CountingSource extends ByteSource {
  readonly reads: () => number
  readonly bytesRead: () => number
}

/**
 * Bytes that claim to be `claimedSize` long: a file that shrinks while it is read. What a read does
 * not fill is filled with 0xff, so that bytes which were never there cannot pass for zeros.
 */
export function hostileSource(bytes: Uint8Array, claimedSize = bytes.length): CountingSource {
  let reads = 0
  let total = 0
  return {
    size: claimedSize,
    read(target, offset) {
      reads += 1
      target.fill(0xff)
      const part = bytes.subarray(offset, offset + target.length)
      target.set(part)
      total += part.length
      return part.length
    },
    reads: () => reads,
    bytesRead: () => total,
  }
}
