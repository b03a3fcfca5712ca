import type { TreePath } from '../../files/tree.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'
import { innermostOf } from '../places/innermost.ts'

/** Whose folder a file lies in: a copy that a resize or a deletion left is of the same instance. */
export type InstanceAt = (path: TreePath) => string | undefined

/**
 * By what was planned, not by the names on the way: folders of mounts are often called by the UUID of
 * a file system, and may have the instances or the image cache in them.
 */
export function createInstanceAt(units: readonly ScanUnit[]): InstanceAt {
  const unitAt = innermostOf(units)
  return (path) => unitAt(path)?.instance?.id
}
