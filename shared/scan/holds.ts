import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { ScanUnit } from './scan-unit.ts'

/** Whether a unit's own walk comes by a path: it lies in the folder, and in nothing that the unit skips. */
export function unitHolds(
  { path: folder, skip }: Pick<ScanUnit, 'path' | 'skip'>,
  path: TreePath,
): boolean {
  return isWithin(path, folder) && skip?.some((other) => isWithin(path, other)) !== true
}
