import type { TreePath } from '../../../files/tree.ts'
import { isUnfinished } from '../../../nova/base-name.ts'
import type { BaseRow } from '../../rows/rows.ts'
import type { SpaceForest } from '../forest/forest.ts'
import type { SpaceSizes } from '../forest/sizes.ts'

/** Allocated bytes of base files that no instance's folder was seen to use. */
export interface CacheParts {
  /** In caches of opened hosts, as far as that is known; undefined where it is known of none. */
  readonly unusedCache?: number
  /** Then these, and those in a cache that no opened host keeps: nobody can say what uses them. */
  readonly unknownCache: number
  /** Downloads and conversions, which are no bases. */
  readonly downloads: number
}

export function cacheParts(
  bases: readonly BaseRow[],
  forest: SpaceForest,
  { users }: SpaceSizes,
): CacheParts {
  const { certain } = forest.input
  const notBases = downloadsOf(bases)
  const undecided = new Set(
    bases.filter(({ cache }) => cache?.kind === 'unknown').map(({ id }) => id),
  )
  let [unused, unknown, downloads, hasUndecided] = [0, 0, 0, false]
  forest.nodes.forEach(({ cached, foreign, paths, allocated }, at) => {
    if (!cached || users[at]?.length !== 0) return
    if (paths.every((path) => notBases.has(path))) {
      downloads += allocated
      return
    }
    const isUndecided = paths.some((path) => undecided.has(path))
    hasUndecided ||= isUndecided
    if (certain && !foreign && !isUndecided) unused += allocated
    else unknown += allocated
  })
  const isKnown = certain && (unused > 0 || !hasUndecided)
  return { ...(isKnown && { unusedCache: unused }), unknownCache: unknown, downloads }
}

function downloadsOf(bases: readonly BaseRow[]): ReadonlySet<TreePath> {
  const downloads = bases.filter(({ base }) => isUnfinished(base))
  return new Set(downloads.map(({ id }) => id))
}
