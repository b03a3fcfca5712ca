import { joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { EntryDraft } from './entry.ts'

/**
 * Names the files of a unit that a VMDK descriptor beside them names as its extents. What has a
 * meaning of its own keeps it: that a guest's disk names `console.log` makes that no part of a disk.
 */
export function markExtents(entries: readonly EntryDraft[]): void {
  const named = new Set<TreePath>()
  for (const { path, image } of entries) {
    for (const name of image?.extents ?? []) named.add(joinPath(parentPath(path), name))
  }
  if (named.size === 0) return
  for (const entry of entries) {
    const isOther = entry.role === 'unknown' || entry.role === 'image'
    if (isOther && entry.type === 'file' && named.has(entry.path)) entry.role = 'vmdk.extent'
  }
}
