import { ifWellFormed } from '../bytes/errors.ts'
import type { FileTree } from '../files/tree.ts'
import { usedBytes } from '../formats/qcow2/used-space.ts'
import type { EntryDraft } from './entry.ts'
import type { ScannedEntry } from './model.ts'

/** A file so short, and no image, has no holes worth counting: what its length makes up is near the truth. */
const LITTLE = 1024 ** 2

/**
 * On a file system whose `st_blocks` is made up, takes what a qcow2 image's own tables say as its
 * allocated bytes; of any other file, and where the tables do not say, nobody knows: then
 * it adds nothing to sums, which say so. Throws `TreeError` when the file cannot be opened or read.
 */
export function allocatedWithoutBlocks(tree: FileTree, entry: EntryDraft): void {
  const { image, path, length } = entry
  const used = image?.format === 'qcow2' ? tableBytes(tree, path) : undefined
  const isLittle = image === undefined && length <= LITTLE
  entry.allocatedFrom = used === undefined ? 'unknown' : 'tables'
  if (used !== undefined || !isLittle) entry.allocated = used ?? 0
}

/** Whether a file that was looked at adds nothing to sums, as nobody knows what it takes. */
export function isUncounted({ allocatedFrom, allocated, length, unseen }: ScannedEntry): boolean {
  return allocatedFrom === 'unknown' && allocated === 0 && length > 0 && unseen !== true
}

function tableBytes(tree: FileTree, path: string): number | undefined {
  const file = tree.open(path)
  try {
    return ifWellFormed(() => usedBytes(file))
  } finally {
    file.close()
  }
}
