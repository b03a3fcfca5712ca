import type { TreePath } from '../../files/tree.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import { type Chain, unreadBelow } from '../chain/chain-model.ts'
import { allParts, type DataParts } from '../chain/data-parts.ts'
import { isLeftFile } from '../sizes/left-file.ts'
import type { SpaceFile, SpaceInput, Symlink } from './forest/forest.ts'
import type { SpaceImage } from './layers-not-scanned.ts'
import { createLayersOpened } from './layers-opened.ts'
import { type LedgerEnd, spaceInput } from './space-input.ts'

/** Notes, while units come in, what rows do not tell: hard links, snapshots, data files. */
export interface SpaceLedger {
  /** Every entry of the scan. */
  see(entry: ScannedEntry): void
  /** The folder of an instance, as it is known again. */
  addFolder(result: Pick<UnitResult, 'unit' | 'ino'>): void
  /** An entry that is an image, with what it stands on; `isDisk` says whether it is an instance's. */
  addImage(entry: ScannedEntry, chain: Chain, parts: DataParts, isDisk: boolean): void
  /** Layers below an image that are nowhere else in the scan as images. */
  addBelow(layers: readonly SpaceImage[]): void
  /** Takes back what was added of some images. */
  forget(paths: ReadonlySet<TreePath>): void
  /** The image whose data a file holds: the qcow2 of a data file, the descriptor of an extent. */
  holderOf(path: TreePath): TreePath | undefined
  input(facts: LedgerEnd): SpaceInput
  /** The names of each file that has several, as far as they were seen. */
  links(): readonly (readonly SpaceFile[])[]
}

export function createSpaceLedger(): SpaceLedger {
  const linked = new Map<string, SpaceFile[]>()
  const symlinks: Pick<Symlink, 'path' | 'allocated'>[] = []
  const leaving: typeof symlinks = []
  const images = new Map<TreePath, SpaceImage>()
  const holders = new Map<TreePath, TreePath>()
  const inodes = new Map<TreePath, number>()
  const left = new Map<TreePath, number>()
  const opened = createLayersOpened()
  return {
    see(entry) {
      const { type, role, link, linkKey, path, allocated, length } = entry
      if (isLeftFile(entry)) left.set(path, allocated)
      if (type === 'symlink' && link !== undefined && role !== 'rootfs')
        (link.leavesRoot ? leaving : symlinks).push({ path, allocated })
      if (linkKey === undefined) return
      addTo(linked, linkKey, { path, allocated, length })
    },
    addFolder({ unit, ino }) {
      if (unit.kind === 'instance' && ino !== undefined) inodes.set(unit.path, ino)
    },
    addImage(entry, chain, parts, isDisk) {
      opened.add(entry.path, chain)
      // Of nearly all disks there are none, and they come by the ten thousand.
      // What a name elsewhere leads to is not taken for its data: anything could be named.
      if (parts.dataFile !== undefined || parts.extents !== undefined) {
        for (const { path } of allParts({ ...parts, extentsElsewhere: [] }))
          if (path !== entry.path) holders.set(path, entry.path)
      }
      // Rows have the disks of instances, by the ten thousand.
      if (isDisk) return
      const below = chain.layers[1]?.path ?? unreadBelow(chain)
      const { path, allocated, length } = entry
      const file = {
        path,
        allocated,
        length,
        ...(below !== undefined && { backing: { path: below } }),
        ...parts,
      }
      // Of a disk that several folders are linked to the first counts.
      if (!images.has(path)) images.set(path, file)
    },
    addBelow(layers) {
      for (const layer of layers) if (!images.has(layer.path)) images.set(layer.path, layer)
    },
    forget(paths) {
      for (const path of paths) images.delete(path)
      opened.forget(paths)
      for (const [part, holder] of holders) if (paths.has(holder)) holders.delete(part)
    },
    holderOf: (path) => holders.get(path),
    links: () => [...linked.values()],
    input(end) {
      const links = [...linked.values()]
      const input = spaceInput(
        { ...opened.into(end, [...images.values()]), linked: links.flat(), inodes, left },
        links,
      )
      // Of what was set aside the symlink leads to where it was: an absolute name that is not there.
      const setAside = end.rows.filter(({ kind }) => kind === 'aside')
      const asides = new Set(setAside.map(({ linkedAt }) => linkedAt))
      const all = [...symlinks, ...leaving.filter(({ path }) => asides.has(path))]
      if (all.length === 0) return input
      return { ...input, symlinks: all.map((one) => ({ ...one, to: end.leadsTo(one.path) })) }
    },
  }
}
