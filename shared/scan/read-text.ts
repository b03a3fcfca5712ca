import { type ByteSource, fillBytes, readBytes } from '../bytes/source.ts'
import { decodeText } from '../bytes/text.ts'
import type { FileTree, TreePath } from '../files/tree.ts'
import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'

/** One piece of memory for most texts: each is read and decoded in one go, ten thousand times. */
const SHORT = new Uint8Array(16 * 1024)

/** A whole small file as text. Throws `TreeError`, and `FormatError` when it is over `limit` bytes. */
export function readText(tree: FileTree, path: TreePath, what: FaultPlace, limit: number): string {
  const file = tree.open(path)
  try {
    return textOf(file, what, limit)
  } finally {
    file.close()
  }
}

/** A whole small file that is open, and stays so, as text. Throws as `readText` does. */
export function textOf(file: ByteSource, what: FaultPlace, limit: number): string {
  const { size } = file
  const isShort = size <= SHORT.length && size <= limit
  return decodeText(
    isShort
      ? fillBytes(file, 0, SHORT.subarray(0, size), what)
      : readBytes(file, 0, size, what, limit),
  )
}
