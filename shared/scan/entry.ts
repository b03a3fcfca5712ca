import { baseNameOf } from '../files/paths.ts'
import type { EntryType, FileStat, TreeFault, TreePath } from '../files/tree.ts'
import type { ImageSummary } from '../formats/types.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import type { ScannedEntry } from './model.ts'

/** A `ScannedEntry` while it is put together. */
export type EntryDraft = { -readonly [Key in keyof ScannedEntry]: ScannedEntry[Key] }

/** An entry that was looked at. One literal, so that fifty thousand of them share one shape. */
export function entryOf(
  path: TreePath,
  role: EntryRole,
  stat: FileStat,
  image: ImageSummary | undefined,
): EntryDraft {
  const { type, length, allocated, uid, gid, mode, mtimeMs, ctimeMs } = stat
  const entry: EntryDraft =
    image === undefined
      ? { path, type, role, length, allocated, uid, gid, mode, mtimeMs, ctimeMs }
      : { path, type, role, length, allocated, uid, gid, mode, mtimeMs, ctimeMs, image }
  if (stat.linkKey !== undefined) entry.linkKey = stat.linkKey
  return entry
}

/** An entry that could not be looked at: its sizes and times are not known, and `fault` says why. */
export function unknownEntry(
  path: TreePath,
  type: EntryType,
  role: EntryRole,
  fault: TreeFault,
): ScannedEntry {
  const nothing = { length: 0, allocated: 0, uid: 0, gid: 0, mode: 0, mtimeMs: 0, ctimeMs: 0 }
  return { path, type, role, ...nothing, allocatedFrom: 'unknown', unseen: true, fault }
}

/** What hands bytes on and keeps none, so that no image is in it; a block device may have one. */
export function holdsNoData(type: EntryType): boolean {
  return type === 'fifo' || type === 'socket' || type === 'char'
}

/** What a disk may lie on, and nothing is read of; it has a fault as what could not be read has. */
export function isBlockDevice({ type }: Pick<ScannedEntry, 'type'>): boolean {
  return type === 'block'
}

/** What an entry is called in its folder: what a symlink leads to is called as the symlink is. */
export function nameInFolder({ path, linkedAt }: Pick<ScannedEntry, 'path' | 'linkedAt'>): string {
  return baseNameOf(linkedAt ?? path)
}
