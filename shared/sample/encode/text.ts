import type { FileContent } from '../tree.ts'

/** Bytes of a text that has only ASCII characters; throws `RangeError` for any other. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0)
    if (code > 0x7f) throw new RangeError(`not an ASCII character: ${character}`)
    return code
  })
}

/** A file that holds a text. */
export function textFile(text: string): FileContent {
  return { length: text.length, parts: [{ offset: 0, bytes: asciiBytes(text) }] }
}

export const emptyFile: FileContent = { length: 0, parts: [] }
