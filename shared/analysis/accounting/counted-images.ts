import type { ImageRow } from '../rows/rows.ts'
import type { CountedAround } from './counted-bases.ts'
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

/** The rows of images with what is lost with each, at whatever distance. */
export function countImages(
  images: readonly ImageRow[],
  { forest, dependants, isLeftOpen }: Omit<CountedAround, 'sizes'>,
): readonly ImageRow[] {
  return images.map((row) => {
    const isOpen = isLeftOpen(row.id)
    if (row.overlays === undefined && !isOpen) return row
    const at = row.overlays && forest.nodeAt(row.id)
    return {
      ...row,
      ...(at !== undefined && { dependants: dependants(at) }),
      ...(isOpen && { isUsersAtLeast: true as const }),
    }
  })
}
