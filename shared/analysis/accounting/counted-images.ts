import type { TreePath } from '../../files/tree.ts'
import type { ImageRow } from '../rows/rows.ts'
import type { CountedAround } from './counted-bases.ts'
import type { AccountingFacts } from './facts.ts'
import type { SpaceForest } from './forest/forest.ts'

/** The nodes of images that others stand on. */
export function nodesStoodOn(
  images: readonly ImageRow[],
  forest: SpaceForest,
): ReadonlySet<number> {
  const found = images.flatMap(({ id, overlays }) =>
    overlays === undefined ? [] : (forest.nodeAt(id) ?? []),
  )
  return new Set(found)
}

/** Images that were named by themselves: what stands on them lies beside them, where nobody looked. */
export function imagesAlone(nodes: AccountingFacts['nodes']): ReadonlySet<TreePath> {
  const parts = nodes.flatMap(({ node }) => node.parts)
  return new Set(parts.flatMap(({ kind, path }) => (kind === 'image' ? [path] : [])))
}

interface ImageSurroundings extends Omit<CountedAround, 'sizes'> {
  readonly alone: ReadonlySet<TreePath>
}

/** The rows of images with what is lost with each, at whatever distance. */
export function countImages(
  images: readonly ImageRow[],
  { forest, dependants, isLeftOpen, alone }: ImageSurroundings,
): readonly ImageRow[] {
  return images.map((row) => {
    const isAlone = alone.has(row.id)
    const isOpen = isAlone || isLeftOpen(row.id)
    if (row.overlays === undefined && !isOpen) return row
    const at = row.overlays && forest.nodeAt(row.id)
    return {
      ...row,
      ...(at !== undefined && { dependants: dependants(at) }),
      ...(isOpen && { isUsersAtLeast: true as const }),
      ...(isAlone && { isAlone: true as const }),
    }
  })
}
