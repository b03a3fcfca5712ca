import { type ByteSource, readBytes } from '../bytes/source.ts'
import { decodeText } from '../bytes/text.ts'
import type { FileTree, TreePath } from '../files/tree.ts'

/** A whole small file as text. Throws `TreeError`, and `FormatError` when it is over `limit` bytes. */
export function readText(tree: FileTree, path: TreePath, what: string, limit: number): string {
  const file = tree.open(path)
  try {
    return textOf(file, what, limit)
  } finally {
    file.close()
  }
}

/** The same of a file that is open, and stays so. */
export function textOf(file: ByteSource, what: string, limit: number): string {
  return decodeText(readBytes(file, 0, file.size, what, limit))
}
