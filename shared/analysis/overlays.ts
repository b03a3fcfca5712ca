import type { TreePath } from '../files/tree.ts'
import type { ScannedEntry } from '../scan/model.ts'
import type { Chain } from './model.ts'

/** Images on other machines: whatever they are, they are no file of this node. */
const network: ReadonlySet<string> = new Set([
  'nbd',
  'rbd',
  'http',
  'https',
  'ftp',
  'ftps',
  'iscsi',
  'ssh',
  'gluster',
  'sheepdog',
  'nfs',
])

export interface Overlay {
  readonly path: TreePath
  readonly allocated: number
  /** The instance's folder, for an instance's disk. */
  readonly instance?: TreePath
}

/** Which images stand directly on which, and whether that is all there is to know. */
export interface OverlayIndex {
  add(entry: ScannedEntry, chain: Chain, instance: TreePath | undefined): void
  on(base: TreePath): readonly Overlay[]
  /** True when some image may stand on a base without its being seen. */
  readonly uncertain: boolean
}

export function createOverlayIndex(): OverlayIndex {
  const byBase = new Map<TreePath, Overlay[]>()
  let uncertain = false
  return {
    add({ path, allocated }, chain, instance) {
      if (hidesItsBase(chain)) uncertain = true
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
    get uncertain() {
      return uncertain
    },
  }
}

/** A missing member is missing for certain; one that cannot be read may stand on anything. */
function hidesItsBase({ state, layers }: Chain): boolean {
  switch (state.kind) {
    case 'unreadable':
    case 'too-deep':
      return true
    case 'protocol':
      return !network.has(state.protocol) && !state.protocol.includes('+')
    case 'outside':
      return layers.length === 0
    case 'standalone':
    case 'complete':
    case 'pending':
    case 'missing':
    case 'loop':
      return false
  }
}
