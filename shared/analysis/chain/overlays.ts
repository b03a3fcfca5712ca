import type { TreePath } from '../../files/tree.ts'
import type { AllocatedFrom, ScannedEntry } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import { order } from '../../values/order.ts'
import { type Chain, unreadBelow } from './chain-model.ts'
import { fileKey } from './scanned-file.ts'

export interface Overlay {
  readonly path: TreePath
  /** Which file it is: see `fileKey`. */
  readonly file: string
  readonly allocated: number
  readonly allocatedFrom?: AllocatedFrom
  /** `st_mtime`, milliseconds since 1970. */
  readonly changedMs: number
  /** Where the name that it records stands, when a symlink leads from there to the base. */
  readonly namedAt?: TreePath
  /** The instance's folder, for an instance's disk. */
  readonly instance?: TreePath
}

/** Which images stand directly on which. */
export interface OverlayIndex {
  add(entry: ScannedEntry, chain: Chain, instance: TreePath | undefined): void
  /** Takes back what was added of some images. */
  forget(paths: ReadonlySet<TreePath>): void
  on(base: TreePath): readonly Overlay[]
}

export function createOverlayIndex(): OverlayIndex {
  const byBase = new Map<TreePath, Overlay[]>()
  return {
    add(entry, chain, instance) {
      const { path, allocated, allocatedFrom, mtimeMs: changedMs } = entry
      const unread = unreadBelow(chain)
      const below = unread === undefined ? chain.layers[1] : { path: unread, namedAt: undefined }
      if (below === undefined) return
      const { path: base, namedAt } = below
      const overlay = {
        path,
        file: fileKey(entry),
        allocated,
        ...(allocatedFrom !== undefined && { allocatedFrom }),
        changedMs,
        ...(namedAt !== undefined && { namedAt }),
        ...(instance !== undefined && { instance }),
      }
      addTo(byBase, base, overlay)
    },
    forget(paths) {
      for (const [base, overlays] of byBase) {
        const rest = overlays.filter(({ path }) => !paths.has(path))
        if (rest.length < overlays.length) byBase.set(base, rest)
      }
    },
    on: (base) =>
      byBase.get(base)?.toSorted((a, b) => b.allocated - a.allocated || order(a.path, b.path)) ??
      [],
  }
}
