import type { TreePath } from '../../files/tree.ts'
import { isLive } from '../../nova/names.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import type { SpaceFile } from './forest/forest.ts'

/** Disks whose file is an earlier disk too: it has several names, or symlinks of several instances. */
export type RepeatedDisks = ReadonlySet<DiskCell>

/**
 * A file can be filled once, whatever names it has, so that its growth counts once as what it takes
 * does. Nova asks for the disks of each domain and counts such a file with each of them.
 */
export function repeatedDisks(
  rows: readonly InstanceRow[],
  links: readonly (readonly SpaceFile[])[],
): RepeatedDisks {
  const fileOf = new Map<TreePath, readonly SpaceFile[]>()
  // A symlink is noted with the path of the file: that file itself may have no other name.
  for (const names of links) for (const { path } of names) fileOf.set(path, names)
  const repeated = new Set<DiskCell>()
  // Of nearly all nodes there are none.
  if (fileOf.size === 0) return repeated
  const seen = new Set<readonly SpaceFile[]>()
  for (const disk of rows.filter(isLive).flatMap(({ disks }) => disks)) {
    const file = fileOf.get(disk.path)
    if (file === undefined) continue
    if (seen.has(file)) repeated.add(disk)
    else seen.add(file)
  }
  return repeated
}
