import type { TreePath } from '../../files/tree.ts'
import type { Chain } from '../chain/chain-model.ts'
import type { InstanceRow } from '../rows/rows.ts'
import type { SpaceFile } from './forest/forest.ts'
import type { SpaceImage } from './layers-not-scanned.ts'

/** What chains that are longer than a disk and its base open below their second layer. */
export interface LayersOpened {
  /** The chain of an image, by the image's path. */
  add(path: TreePath, chain: Chain): void
  forget(paths: ReadonlySet<TreePath>): void
  /** Rows and images in which each file needs what the chain of any other opens below it. */
  into<End extends { readonly rows: readonly InstanceRow[] }>(
    end: End,
    images: readonly SpaceImage[],
  ): End & { readonly images: readonly SpaceImage[] }
}

/**
 * A file that a domain has as its raw disk needs nothing below it, whatever its header says. An image that
 * stands on that file goes by the header: what is below is needed all the same.
 */
export function createLayersOpened(): LayersOpened {
  const chains = new Map<TreePath, readonly TreePath[]>()
  return {
    add(path, { layers }) {
      if (layers.length > 2)
        chains.set(
          path,
          layers.slice(1).map((layer) => layer.path),
        )
    },
    forget(paths) {
      for (const path of paths) chains.delete(path)
    },
    into(end, images) {
      if (chains.size === 0) return { ...end, images }
      const below = belowEach(chains.values())
      const opened = <File extends SpaceFile>(file: File): File => withBelow(file, below)
      const rows = end.rows.map((row) => {
        const isOther = row.disks.some((disk) => opened(disk) !== disk)
        return isOther ? { ...row, disks: row.disks.map(opened) } : row
      })
      return { ...end, rows, images: images.map(opened) }
    },
  }
}

function belowEach(chains: Iterable<readonly TreePath[]>): ReadonlyMap<TreePath, TreePath> {
  const below = new Map<TreePath, TreePath>()
  for (const layers of chains) {
    layers.forEach((layer, at) => {
      const next = layers[at + 1]
      if (next !== undefined) below.set(layer, next)
    })
  }
  return below
}

function withBelow<File extends SpaceFile>(
  file: File,
  below: ReadonlyMap<TreePath, TreePath>,
): File {
  if (file.backing?.path !== undefined) return file
  const path = below.get(file.path)
  return path === undefined ? file : { ...file, backing: { ...file.backing, path } }
}
