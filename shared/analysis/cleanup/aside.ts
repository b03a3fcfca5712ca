import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { asideFrom } from '../../nova/set-aside.ts'

/**
 * Where a folder that belongs to no instance is moved before it is removed, since it may be the last copy
 * of somebody's data; undefined for what is removed at once. In the folder that it lies in, under the day
 * of the scan: that alone is sure to be on its file system, so that moving it copies nothing.
 */
export function asideOf(
  { code, subject: { path } }: Finding,
  scannedAtMs: number,
): TreePath | undefined {
  return code === 'orphan-folder' ? asideFrom(path, scannedAtMs) : undefined
}
