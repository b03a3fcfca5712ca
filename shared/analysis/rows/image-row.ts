import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import type { ChainState } from '../chain/chain-model.ts'
import type { ImageRow } from './rows.ts'

/** Files of an image store, and the images of any other folder. */
export function isStoredImage(unit: UnitKind, entry: ScannedEntry): boolean {
  if (entry.type !== 'file') return false
  if (unit === 'glance') return entry.role === 'glance-image' || entry.image !== undefined
  return unit === 'folder' && (entry.role === 'glance-image' || entry.image !== undefined)
}

/** What is known of an image beside its own entry. */
export interface ImageContext {
  readonly chain: ChainState['kind']
  readonly basePath: TreePath | undefined
  readonly hardLinkOf: TreePath | undefined
  readonly dataOf: TreePath | undefined
  readonly findings: readonly Finding[]
}

export function imageRow(entry: ScannedEntry, context: ImageContext): ImageRow {
  const { chain, basePath, hardLinkOf, dataOf, findings } = context
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
    ...(hardLinkOf !== undefined && { hardLinkOf }),
    ...(dataOf !== undefined && { dataOf }),
    findings,
  }
}
