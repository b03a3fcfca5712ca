import { isWithin } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { AllocatedFrom, ScannedEntry } from '../../../scan/model.ts'
import type { InstanceRow } from '../../rows/rows.ts'

/** A disk of an instance that lies elsewhere: a copy of the folder brings the symlink alone. Bytes. */
export interface LinkedDisk {
  readonly path: TreePath
  /** The symlink in the instance's folder. */
  readonly linkedAt: TreePath
  readonly allocated: number
  /** As of a disk. */
  readonly allocatedFrom?: AllocatedFrom
  readonly length: number
}

/** Those that the symlinks in an instance's folder lead to; they are among its files, and in its sums. */
export function linkedDisks(
  { id }: InstanceRow,
  entries: readonly ScannedEntry[],
): readonly LinkedDisk[] {
  return entries.flatMap(({ type, path, linkedAt, allocated, allocatedFrom, length }) => {
    if (type !== 'file' || linkedAt === undefined || isWithin(path, id)) return []
    const from = allocatedFrom === undefined ? {} : { allocatedFrom }
    return [{ path, linkedAt, allocated, ...from, length }]
  })
}
