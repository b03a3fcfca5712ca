import type { TreePath } from '../../files/tree.ts'
import type { CountedLater } from '../base-row.ts'
import type { SpaceForest } from './forest.ts'
import type { SpaceSizes } from './sizes.ts'

/** Allocated bytes of base files that no instance's folder was seen to use. */
export interface CacheParts {
  /** Undefined as long as not everything was seen that may use them. */
  readonly unusedCache?: number
  /** Then this: nobody can say whether something uses them. */
  readonly unknownCache: number
}

/** Downloads and conversions are no bases, used or not. */
export function cacheParts(
  bases: readonly CountedLater[],
  forest: SpaceForest,
  { parts, users }: SpaceSizes,
): CacheParts {
  const bytes = parts.unusedCache - downloadBytes(bases, forest, users)
  return forest.input.certain ? { unusedCache: bytes, unknownCache: 0 } : { unknownCache: bytes }
}

function downloadBytes(
  bases: readonly CountedLater[],
  forest: SpaceForest,
  users: SpaceSizes['users'],
): number {
  const downloads = new Set<TreePath>()
  for (const { id, base } of bases) {
    if (base.kind === 'part' || base.kind === 'converted') downloads.add(id)
  }
  if (downloads.size === 0) return 0
  return forest.nodes.reduce((sum, { cached, paths, allocated }, at) => {
    const counted = cached && users[at]?.length === 0 && paths.every((path) => downloads.has(path))
    return counted ? sum + allocated : sum
  }, 0)
}
