import type { TreePath } from '../../files/tree.ts'
import type { CountedLater } from '../base-row.ts'
import type { SpaceForest } from './forest.ts'
import type { SpaceSizes } from './sizes.ts'

/** Allocated bytes of base files that no instance's folder was seen to use. */
export interface CacheParts {
  /** In caches of opened hosts; undefined as long as not everything was seen that may use them. */
  readonly unusedCache?: number
  /** Then these, and those in a cache that no opened host keeps: nobody can say what uses them. */
  readonly unknownCache: number
}

/** Downloads and conversions are no bases, used or not. */
export function cacheParts(
  bases: readonly CountedLater[],
  forest: SpaceForest,
  { users }: SpaceSizes,
): CacheParts {
  const { certain } = forest.input
  const downloads = downloadsOf(bases)
  let [unused, unknown] = [0, 0]
  forest.nodes.forEach(({ cached, foreign, paths, allocated }, at) => {
    if (!cached || users[at]?.length !== 0 || paths.every((path) => downloads.has(path))) return
    if (certain && !foreign) unused += allocated
    else unknown += allocated
  })
  return certain ? { unusedCache: unused, unknownCache: unknown } : { unknownCache: unknown }
}

function downloadsOf(bases: readonly CountedLater[]): ReadonlySet<TreePath> {
  const downloads = bases.filter(({ base }) => base.kind === 'part' || base.kind === 'converted')
  return new Set(downloads.map(({ id }) => id))
}
