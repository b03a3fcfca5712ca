import { baseNameOf } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { Finding } from '../findings/types.ts'
import type { ScannedEntry, UnitKind } from '../scan/model.ts'
import type { ChainState, ImageRow } from './model.ts'

/** Files of an image store, and the images of any other folder. */
export function isStoredImage(unit: UnitKind, entry: ScannedEntry): boolean {
  if (entry.type !== 'file') return false
  if (unit === 'glance') return entry.role === 'glance-image' || entry.image !== undefined
  return unit === 'folder' && (entry.role === 'glance-image' || entry.image !== undefined)
}

export function imageRow(
  entry: ScannedEntry,
  chain: ChainState['kind'],
  basePath: TreePath | undefined,
  findings: readonly Finding[],
): ImageRow {
  return {
    id: entry.path,
    name: baseNameOf(entry.path),
    role: entry.role,
    ...(entry.image !== undefined && { image: entry.image }),
    length: entry.length,
    allocated: entry.allocated,
    ...(entry.allocatedFrom !== undefined && { allocatedFrom: entry.allocatedFrom }),
    mtimeMs: entry.mtimeMs,
    chain,
    ...(basePath !== undefined && { basePath }),
    findings,
  }
}
