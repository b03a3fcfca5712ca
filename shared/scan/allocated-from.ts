import { ifWellFormed } from '../bytes/errors.ts'
import type { FileSystemStat, FileTree } from '../files/tree.ts'
import { usedBytes } from '../formats/qcow2/used-space.ts'
import type { EntryDraft } from './entry.ts'
import type { ScannedEntry } from './model.ts'

/** Bytes: a file so short has no holes worth counting, and what its length makes up is near the truth. */
const LITTLE = 1024 ** 2

/** Whether a file counts like any other all the same: no format maps what is in it. */
export function isLittle({ image, length }: Pick<ScannedEntry, 'image' | 'length'>): boolean {
  return (image === undefined || image.format === 'raw') && length <= LITTLE
}

/**
 * On a file system whose `st_blocks` is made up, takes what a qcow2 image's own tables say as its
 * allocated bytes; of any other file that is not little, and where the tables do not say, nobody knows: then
 * it adds nothing to sums, which say so. Throws `TreeError` when the file cannot be opened or read.
 */
export function allocatedWithoutBlocks(tree: FileTree, entry: Sized): void {
  if (isLittle(entry)) return
  const used = entry.image?.format === 'qcow2' ? tableBytes(tree, entry.path) : undefined
  entry.allocatedFrom = used === undefined ? 'unknown' : 'tables'
  entry.allocated = used ?? 0
}

/** The same for a file that is looked at by itself, by what is known of its file system. */
export function countWithoutBlocks(
  tree: FileTree,
  entry: Sized,
  fileSystem: FileSystemStat | undefined,
): void {
  if (fileSystem?.blocksTrusted !== false) return
  if (fileSystem.blocksAlike === true) entry.blocks = entry.allocated
  allocatedWithoutBlocks(tree, entry)
}

type Sized = Pick<
  EntryDraft,
  'path' | 'image' | 'length' | 'allocated' | 'allocatedFrom' | 'blocks'
>

/** Whether a file that was looked at adds nothing to sums, as nobody knows what it takes. */
export function isMadeUp({ allocatedFrom, unseen }: ScannedEntry): boolean {
  return allocatedFrom === 'unknown' && unseen !== true
}

/** Bytes that a file takes; where nobody knows, those that it may take: what is large enough to be told is told. */
export function mayTake(entry: ScannedEntry): number {
  return isMadeUp(entry) ? entry.length : entry.allocated
}

function tableBytes(tree: FileTree, path: string): number | undefined {
  const file = tree.open(path)
  try {
    return ifWellFormed(() => usedBytes(file))
  } finally {
    file.close()
  }
}
