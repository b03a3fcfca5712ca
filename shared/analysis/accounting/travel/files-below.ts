import type { TreePath } from '../../../files/tree.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import { allParts, dataPartsOf } from '../../chain/data-parts.ts'
import { isAsItStands } from '../../chain/recorded-format.ts'
import type { ChainAt } from '../../chain/scanned-chains.ts'
import type { DiskCell } from '../../rows/rows.ts'

/** What a needed file is to the disk that needs it. */
export type BelowKind = 'backing' | 'data'

/** The files that a disk cannot do without beside its own, by the names that lead to them. */
export type FilesBelow = (disk: DiskCell) => ReadonlyMap<TreePath, BelowKind>

/**
 * Bases first as the disks need them, then what any of them keeps its data in. Each is called as the
 * image above it finds it: beside another hard link of the same file the disk would not open.
 */
export function createFilesBelow(chainAt: ChainAt, host: ChainHost): FilesBelow {
  return (disk) => {
    const layers = chainAt(disk.linkedAt ?? disk.path)?.layers.slice(1) ?? []
    const direct = disk.backing?.path
    const below = new Map<TreePath, BelowKind>()
    if (direct !== undefined) below.set(direct, 'backing')
    for (const { path } of layers) below.set(path, 'backing')
    for (const { path } of allParts(disk)) below.set(path, 'data')
    for (const layer of layers) {
      if (isAsItStands(layer)) continue
      const { namedAt, path, image } = layer
      for (const part of allParts(dataPartsOf({ path: namedAt ?? path, image }, host))) {
        below.set(part.path, 'data')
      }
    }
    return below
  }
}
