import type { TreePath } from '../../../files/tree.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import { allParts, partsOfLayer } from '../../chain/data-parts.ts'
import type { ChainAt } from '../../chain/scanned-chains.ts'
import type { DiskCell } from '../../rows/rows.ts'
import { type BrokenDisk, brokenDisk } from './broken-disk.ts'

/** What a needed file is to the disk that needs it. */
export type BelowKind = 'backing' | 'data'

/** What a disk cannot do without beside its own file. */
export interface DiskNeeds {
  /** What is here of it, by the names that lead to it. */
  readonly files: ReadonlyMap<TreePath, BelowKind>
  /** Set where not all of it is here. */
  readonly broken?: BrokenDisk
}

export type NeedsOf = (disk: DiskCell) => DiskNeeds

/**
 * Bases first as the disks need them, then what any of them keeps its data in. Each is called as the
 * image above it finds it: beside another hard link of the same file the disk would not open.
 */
export function createNeedsOf(chainAt: ChainAt, host: ChainHost): NeedsOf {
  return (disk) => {
    const chain = chainAt(disk.linkedAt ?? disk.path)
    const layers = chain?.layers.slice(1) ?? []
    const direct = disk.backing?.path
    const below = new Map<TreePath, BelowKind>()
    if (direct !== undefined) below.set(direct, 'backing')
    for (const { path } of layers) below.set(path, 'backing')
    for (const { path } of allParts(disk)) below.set(path, 'data')
    for (const layer of layers) {
      for (const { path } of allParts(partsOfLayer(layer, host))) below.set(path, 'data')
    }
    const broken = brokenDisk(disk, chain, host)
    return { files: below, ...(broken && { broken }) }
  }
}
