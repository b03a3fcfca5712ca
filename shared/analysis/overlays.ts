import type { TreePath } from '../files/tree.ts'
import type { ScannedEntry } from '../scan/model.ts'
import type { Chain } from './chain-model.ts'

export interface Overlay {
  readonly path: TreePath
  readonly allocated: number
  /** The instance's folder, for an instance's disk. */
  readonly instance?: TreePath
}

/** Which images stand directly on which. */
export interface OverlayIndex {
  add(entry: ScannedEntry, chain: Chain, instance: TreePath | undefined): void
  on(base: TreePath): readonly Overlay[]
}

export function createOverlayIndex(): OverlayIndex {
  const byBase = new Map<TreePath, Overlay[]>()
  return {
    add({ path, allocated }, chain, instance) {
      const base = chain.layers[1]?.path
      if (base === undefined) return
      const overlay = { path, allocated, ...(instance !== undefined && { instance }) }
      const known = byBase.get(base)
      if (known === undefined) byBase.set(base, [overlay])
      else known.push(overlay)
    },
    on: (base) =>
      byBase
        .get(base)
        ?.toSorted((a, b) => b.allocated - a.allocated || (a.path < b.path ? -1 : 1)) ?? [],
  }
}
