/**
 * Bytes as 32-bit words, to look for zeros four bytes a step. Only for memory that is aligned and
 * whole words long; the last bytes that are no whole word are for the caller.
 */
function wordsOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
}

/** Whether the words `from` to `end` are all zero; leaves at the first that is not. */
function areZero(words: Int32Array, from: number, end: number): boolean {
  let index = from
  const unrolled = end - 8
  while (index <= unrolled) {
    const any =
      (words[index] ?? 0) |
      (words[index + 1] ?? 0) |
      (words[index + 2] ?? 0) |
      (words[index + 3] ?? 0) |
      (words[index + 4] ?? 0) |
      (words[index + 5] ?? 0) |
      (words[index + 6] ?? 0) |
      (words[index + 7] ?? 0)
    if (any !== 0) return false
    index += 8
  }
  while (index < end) {
    if (words[index] !== 0) return false
    index += 1
  }
  return true
}

/** A stretch of a buffer that is all zeros, or that is not. */
export interface ZeroRun {
  readonly from: number
  readonly to: number
  readonly zero: boolean
}

/**
 * Cuts the first `length` bytes of an aligned buffer into runs of whole blocks of zeros and of
 * others. `block` is a multiple of 4; a last block that is shorter counts as a block.
 */
export function* zeroRuns(bytes: Uint8Array, length: number, block: number): Generator<ZeroRun> {
  const words = wordsOf(bytes)
  let from = 0
  let zero = isZeroBlock(bytes, words, 0, Math.min(block, length))
  for (let at = block; at < length; at += block) {
    const next = isZeroBlock(bytes, words, at, Math.min(at + block, length))
    if (next === zero) continue
    yield { from, to: at, zero }
    from = at
    zero = next
  }
  if (length > 0) yield { from, to: length, zero }
}

function isZeroBlock(bytes: Uint8Array, words: Int32Array, from: number, end: number): boolean {
  if (!areZero(words, from >> 2, end >> 2)) return false
  for (let at = end & ~3; at < end; at += 1) {
    if (bytes[at] !== 0) return false
  }
  return true
}
