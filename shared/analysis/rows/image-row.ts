import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import { type Chain, isDenied, unreadBelow } from '../chain/chain-model.ts'
import type { Overlay } from '../chain/overlays.ts'
import { refusedIn, shownEnd } from '../chain/refused-layer.ts'
import { overlayFiles } from './overlay-files.ts'
import type { DiskBacking, ImageRow } from './rows.ts'

/** Files of an image store, and the images of any other folder. */
export function isStoredImage(unit: UnitKind, entry: ScannedEntry): boolean {
  if (entry.type !== 'file') return false
  if (unit === 'glance') return entry.role === 'glance-image' || entry.image !== undefined
  return unit === 'folder' && (entry.role === 'glance-image' || entry.image !== undefined)
}

/** What is known of an image beside its own entry. */
export interface ImageContext {
  readonly chain: Chain
  readonly overlays: readonly Overlay[]
  readonly basePath: TreePath | undefined
  readonly hardLinkOf: TreePath | undefined
  readonly dataOf: TreePath | undefined
  readonly findings: readonly Finding[]
}

export function imageRow(entry: ScannedEntry, context: ImageContext): ImageRow {
  const { chain, overlays, basePath, hardLinkOf, dataOf, findings } = context
  return {
    id: entry.path,
    name: baseNameOf(entry.path),
    role: entry.role,
    ...(entry.image !== undefined && { image: entry.image }),
    length: entry.length,
    allocated: entry.allocated,
    ...(entry.allocatedFrom !== undefined && { allocatedFrom: entry.allocatedFrom }),
    mtimeMs: entry.mtimeMs,
    chain: shownEnd(chain.state.kind, refusedIn(chain)),
    ...(isDenied(chain.state) && { isDenied: true as const }),
    ...backingPart(entry, chain),
    ...(overlays.length > 0 && { overlays: overlayFiles(overlays) }),
    ...(basePath !== undefined && { basePath }),
    ...(hardLinkOf !== undefined && { hardLinkOf }),
    ...(dataOf !== undefined && { dataOf }),
    findings,
  }
}

function backingPart({ image }: ScannedEntry, chain: Chain): { readonly backing?: DiskBacking } {
  const backing = image?.backing
  if (backing === undefined || backing.name === '') return {}
  const path = chain.layers[1]?.path ?? unreadBelow(chain)
  return { backing: path === undefined ? backing : { ...backing, path } }
}
