import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { addTo } from '../../values/grouped.ts'
import { order } from '../../values/order.ts'
import type { NodeView } from '../model.ts'
import type { ImageRow } from '../rows/rows.ts'

/** The images that lie directly in one folder. */
export interface ImageFolder {
  readonly path: TreePath
  readonly images: number
  /** Bytes; a file of several names counts in the folder of the first. */
  readonly allocated: number
}

/**
 * What images take by the folders of Glance that they lie in: stores, what is staged, its image cache.
 * Empty where there is one such folder, which has all of it.
 */
export function imageFolders({
  images,
  layout,
}: Pick<NodeView, 'images' | 'layout'>): readonly ImageFolder[] {
  if (layout.glancePaths.length + (layout.glanceFolders ?? []).length === 0) return []
  const byFolder = new Map<TreePath, ImageRow[]>()
  for (const row of images) addTo(byFolder, parentPath(row.id), row)
  if (byFolder.size < 2) return []
  return [...byFolder]
    .map(([path, rows]) => folderOf(path, rows))
    .sort((a, b) => order(a.path, b.path))
}

function folderOf(path: TreePath, rows: readonly ImageRow[]): ImageFolder {
  const own = rows.filter(({ hardLinkOf }) => hardLinkOf === undefined)
  const allocated = own.reduce((sum, row) => sum + row.allocated, 0)
  return { path, images: rows.length, allocated }
}
