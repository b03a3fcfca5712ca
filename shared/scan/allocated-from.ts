import { ifWellFormed } from '../bytes/errors.ts'
import type { FileTree } from '../files/tree.ts'
import { usedBytes } from '../formats/qcow2/used-space.ts'
import type { EntryDraft } from './entry.ts'

/**
 * On a file system whose `st_blocks` is made up, takes what a qcow2 image's own tables say as its
 * allocated bytes; of any other file, and where the tables do not say, nobody knows. Throws
 * `TreeError` when the file cannot be opened or read.
 */
export function allocatedWithoutBlocks(tree: FileTree, entry: EntryDraft): void {
  const used = entry.image?.format === 'qcow2' ? tableBytes(tree, entry.path) : undefined
  entry.allocatedFrom = used === undefined ? 'unknown' : 'tables'
  if (used !== undefined) entry.allocated = used
}

function tableBytes(tree: FileTree, path: string): number | undefined {
  const file = tree.open(path)
  try {
    return ifWellFormed(() => usedBytes(file))
  } finally {
    file.close()
  }
}
