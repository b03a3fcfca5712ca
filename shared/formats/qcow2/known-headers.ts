import type { ByteSource } from '../../bytes/source.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'

/** Bytes of a header that are compared: qemu-img's end with the backing file's name well before. */
const COMPARED = 1024
/** Headers that are remembered, a mebibyte of them. A node has a few hundred. */
const REMEMBERED = 1024

interface Known<Read> {
  readonly words: Uint32Array
  /** Length of the file that it was read from, in bytes. */
  readonly length: number
  readonly result: Read
}

/**
 * What was read of headers by their bytes: overlays of one base and one flavor have equal
 * headers, and a node has ten thousand of them. Only what those bytes alone decide is remembered.
 */
export class KnownHeaders<Read> {
  readonly #head: Uint8Array
  readonly #words: Uint32Array
  readonly #isSound: (result: Read) => boolean
  readonly #byHash = new Map<number, Known<Read>>()
  #last: Known<Read> | undefined

  /** `buffer` is what the windows are read into, from its beginning. */
  constructor(buffer: Uint8Array, isSound: (result: Read) => boolean) {
    this.#isSound = isSound
    this.#head = buffer.subarray(0, COMPARED)
    this.#words = new Uint32Array(buffer.buffer, buffer.byteOffset, COMPARED / 4)
  }

  /** What `read` makes of the image in `window`, or has made of an equal header before. */
  find(window: HeadWindow, read: (window: HeadWindow) => Read): Read {
    const { head, source } = window
    if (head.length < COMPARED) return read(window)
    // Overlays of one base often lie next to each other.
    if (this.#isKnown(this.#last, source.size)) return this.#last.result
    const hash = hashOf(this.#words)
    const known = this.#byHash.get(hash)
    if (this.#isKnown(known, source.size)) {
      this.#last = known
      return known.result
    }
    const compared = new ComparedOnly(source)
    const result = read({ source: compared, head: this.#head })
    if (!compared.leftBytes && this.#isSound(result)) this.#remember(hash, source.size, result)
    return result
  }

  /** A table that lies inside of a shorter file lies inside of this one. */
  #isKnown(known: Known<Read> | undefined, size: number): known is Known<Read> {
    return known !== undefined && size >= known.length && isSame(known.words, this.#words)
  }

  #remember(hash: number, length: number, result: Read): void {
    if (this.#byHash.size >= REMEMBERED) this.#byHash.clear()
    this.#byHash.set(hash, { words: this.#words.slice(), length, result })
  }
}

/** What is wrong with an image may depend on where its file ends. */
export function isSound({ fault, flags }: ImageSummary): boolean {
  return fault === undefined && flags === undefined
}

/** Tells whether more was read than the bytes that are compared. */
class ComparedOnly implements ByteSource {
  readonly size: number
  leftBytes = false
  readonly #source: ByteSource

  constructor(source: ByteSource) {
    this.#source = source
    this.size = source.size
  }

  read(target: Uint8Array, offset: number): number {
    this.leftBytes = true
    return this.#source.read(target, offset)
  }
}

const PRIME = 0x01000193

/** FNV-1a by words, in two that do not wait for each other. */
function hashOf(words: Uint32Array): number {
  let one = 0x811c9dc5
  let other = 0x811c9dc5
  for (let at = 0; at < words.length; at += 2) {
    one = Math.imul(one ^ (words[at] ?? 0), PRIME)
    other = Math.imul(other ^ (words[at + 1] ?? 0), PRIME)
  }
  return Math.imul(one, PRIME) ^ other
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}
