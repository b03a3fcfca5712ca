import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { ENTRY_BYTES } from './entry-words.ts'
import type { Qcow2Geometry } from './geometry.ts'

/** The header with everything that says where tables are, and what the image is. */
const HEADER_BYTES = 512
const PIECE = 256 * 1024

/**
 * A digest of the header and of as much of the L1 table as the file has. When it differs after a walk, another program changed
 * the image under it. A cluster that is written without a new L2 table does not show here.
 */
export function qcow2Revision(source: ByteSource, geometry: Qcow2Geometry): string {
  const digest = new Digest()
  addRange(digest, source, 0, HEADER_BYTES)
  addRange(digest, source, geometry.l1Offset, geometry.l1Entries * ENTRY_BYTES)
  return digest.text()
}

function addRange(digest: Digest, source: ByteSource, offset: number, length: number): void {
  const inFile = Math.max(0, Math.min(length, source.size - offset))
  const piece = new Uint8Array(Math.min(PIECE, inFile))
  for (let done = 0; done < inFile; done += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, inFile - done))
    readPadded(source, part, offset + done)
    digest.add(part)
  }
}

/**
 * FNV-1a over 32-bit words, where a word is mixed before it is added: cheap for 32 MiB of table.
 * It tells a change from none; it withstands no forger, and need not.
 */
class Digest {
  #first = 0x811c9dc5
  #second = 0x01000193

  add(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let first = this.#first
    let second = this.#second
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const word = view.getUint32(at)
      first = Math.imul(first ^ word, 0x01000193)
      second = Math.imul(second ^ (word + at), 0x85ebca6b)
      second ^= second >>> 13
    }
    this.#first = first
    this.#second = second
  }

  text(): string {
    return `${(this.#first >>> 0).toString(16)}-${(this.#second >>> 0).toString(16)}`
  }
}
