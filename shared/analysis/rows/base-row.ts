import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { BaseName } from '../../nova/base-name.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { Overlay } from '../chain/overlays.ts'
import { overlayAllocated, overlayFiles } from './overlay-files.ts'
import type { BaseRow } from './rows.ts'

/** A file of the image cache that stands for a base: whatever its name, but no symlink or folder. */
export function isBase(entry: ScannedEntry): entry is ScannedEntry & { readonly base: BaseName } {
  return entry.base !== undefined && entry.type === 'file'
}

/** A row before it is known who else uses the base. */
export type CountedLater = Omit<
  BaseRow,
  'users' | 'isUsersAtLeast' | 'dependants' | 'exclusive' | 'cache'
>

export function baseRow(
  entry: ScannedEntry & { readonly base: BaseName },
  overlays: readonly Overlay[],
  glanceId: string | undefined,
  hardLinkOf: TreePath | undefined,
  findings: readonly Finding[],
): CountedLater {
  const instances = new Set<TreePath>()
  for (const { instance } of overlays) if (instance !== undefined) instances.add(instance)
  return {
    id: entry.path,
    name: baseNameOf(entry.linkedAt ?? entry.path),
    base: entry.base,
    ...(entry.linkedAt !== undefined && { linkedAt: entry.linkedAt }),
    ...(entry.image !== undefined && { image: entry.image }),
    length: entry.length,
    allocated: entry.allocated,
    ...(entry.allocatedFrom !== undefined && { allocatedFrom: entry.allocatedFrom }),
    mtimeMs: entry.mtimeMs,
    ...(glanceId !== undefined && { glanceId }),
    ...(hardLinkOf !== undefined && { hardLinkOf }),
    overlays: overlayFiles(overlays),
    instanceCount: instances.size,
    overlayAllocated: overlayAllocated(overlays),
    findings,
  }
}
