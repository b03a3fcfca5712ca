/**
 * Beginnings of files and other pieces of them in shared memory, one behind the other, each without the
 * zeros at its end: of the first 4 KiB of an overlay a few hundred bytes are left, which stay in the
 * processor's cache on their way from one thread to the other.
 */
export class PackedBytes {
  readonly #bytes: Uint8Array
  #end = 0

  constructor(memory: SharedArrayBuffer, start: number, size: number) {
    this.#bytes = new Uint8Array(memory, start, size)
  }

  clear(): void {
    this.#end = 0
  }

  /** Whether there is room for so many bytes, whatever they are. */
  holds(size: number): boolean {
    return this.#end + size <= this.#bytes.length
  }

  /** Where the next piece will be. */
  get end(): number {
    return this.#end
  }

  /** Adds a piece, for which there must be room; gives how many bytes of it are kept. */
  add(piece: Uint8Array): number {
    const kept = withoutZeros(piece)
    this.#bytes.set(piece.subarray(0, kept), this.#end)
    this.#end += kept
    return kept
  }

  /** Copies into `target` what begins `from` bytes into the piece at `at`; what was not kept is zero. */
  copy(target: Uint8Array, at: number, kept: number, from: number): void {
    const known = Math.min(Math.max(0, kept - from), target.length)
    target.set(this.#bytes.subarray(at + from, at + from + known))
    target.fill(0, known)
  }
}

const WORD = Uint32Array.BYTES_PER_ELEMENT

/** How long it is without zeros at its end, roughly: word by word, where it lies on words. */
function withoutZeros({ buffer, byteOffset, length }: Uint8Array): number {
  if (byteOffset % WORD !== 0 || length % WORD !== 0) return length
  const words = new Uint32Array(buffer, byteOffset, length / WORD)
  let count = words.length
  while (count > 0 && words[count - 1] === 0) count -= 1
  return count * WORD
}
