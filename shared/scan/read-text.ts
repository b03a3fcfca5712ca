import { readBytes } from '../bytes/source.ts'
import { decodeText } from '../bytes/text.ts'
import type { FileTree, TreePath } from '../files/tree.ts'

/** A whole small file as text. Throws `TreeError`, and `FormatError` when it is over `limit` bytes. */
export function readText(tree: FileTree, path: TreePath, what: string, limit: number): string {
  const file = tree.open(path)
  try {
    return decodeText(readBytes(file, 0, file.size, what, limit))
  } finally {
    file.close()
  }
}
