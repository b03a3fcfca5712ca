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
export class SpaceLedger {
  readonly #linked = new Map<string, SpaceFile[]>()
  readonly #symlinks: Pick<Symlink, 'path' | 'allocated'>[] = []
  readonly #leaving: Pick<Symlink, 'path' | 'allocated'>[] = []
  readonly #images = new Map<TreePath, SpaceImage>()
  readonly #holders = new Map<TreePath, TreePath>()
  readonly #inodes = new Map<TreePath, number>()
  readonly #left = new Map<TreePath, number>()
  readonly #opened = createLayersOpened()

  /** Every entry of the scan. */
  see(entry: ScannedEntry): void {
    const { type, role, link, linkKey, path, allocated, length } = entry
    if (isLeftFile(entry)) this.#left.set(path, allocated)
    if (type === 'symlink' && link !== undefined && role !== 'rootfs') {
      const symlinks = link.leavesRoot ? this.#leaving : this.#symlinks
      symlinks.push({ path, allocated })
    }
    if (linkKey === undefined) return
    addTo(this.#linked, linkKey, { path, allocated, length })
  }

  /** The folder of an instance, as it is known again. */
  addFolder({ unit, ino }: Pick<UnitResult, 'unit' | 'ino'>): void {
    if (unit.kind === 'instance' && ino !== undefined) this.#inodes.set(unit.path, ino)
  }

  /** An entry that is an image, with what it stands on; `isDisk` says whether it is an instance's. */
  addImage(entry: ScannedEntry, chain: Chain, parts: DataParts, isDisk: boolean): void {
    this.#opened.add(entry.path, chain)
    this.#hold(entry.path, parts)
    // Rows have the disks of instances, by the ten thousand.
    if (isDisk) return
    // Of a disk that several folders are linked to the first counts.
    if (!this.#images.has(entry.path)) this.#images.set(entry.path, imageOf(entry, chain, parts))
  }

  /** Layers below an image that are nowhere else in the scan as images. */
  addBelow(layers: readonly SpaceImage[]): void {
    for (const layer of layers) {
      if (!this.#images.has(layer.path)) this.#images.set(layer.path, layer)
    }
  }

  /** Takes back what was added of some images. */
  forget(paths: ReadonlySet<TreePath>): void {
    for (const path of paths) this.#images.delete(path)
    this.#opened.forget(paths)
    for (const [part, holder] of this.#holders) if (paths.has(holder)) this.#holders.delete(part)
  }

  /** The image whose data a file holds: the qcow2 of a data file, the descriptor of an extent. */
  holderOf(path: TreePath): TreePath | undefined {
    return this.#holders.get(path)
  }

  /** The names of each file that has several, as far as they were seen. */
  links(): readonly (readonly SpaceFile[])[] {
    return [...this.#linked.values()]
  }

  input(end: LedgerEnd): SpaceInput {
    const links = this.links()
    const known = { linked: links.flat(), inodes: this.#inodes, left: this.#left }
    const images = this.#opened.into(end, [...this.#images.values()])
    const input = spaceInput({ ...images, ...known }, links)
    const symlinks = this.#symlinksOf(end)
    return symlinks.length === 0 ? input : { ...input, symlinks }
  }

  #hold(path: TreePath, parts: DataParts): void {
    // Of nearly all disks there are none, and they come by the ten thousand.
    if (parts.dataFile === undefined && parts.extents === undefined) return
    // What a name elsewhere leads to is not taken for its data: anything could be named.
    for (const part of allParts({ ...parts, extentsElsewhere: [] })) {
      if (part.path !== path) this.#holders.set(part.path, path)
    }
  }

  #symlinksOf({ rows, leadsTo }: LedgerEnd): readonly Symlink[] {
    // Of what was set aside the symlink leads to where it was: an absolute name that is not there.
    const setAside = rows.filter(({ kind }) => kind === 'aside')
    const asides = new Set(setAside.map(({ linkedAt }) => linkedAt))
    const all = [...this.#symlinks, ...this.#leaving.filter(({ path }) => asides.has(path))]
    return all.map((one) => ({ ...one, to: leadsTo(one.path) }))
  }
}

function imageOf(entry: ScannedEntry, chain: Chain, parts: DataParts): SpaceImage {
  const { path, allocated, length } = entry
  const below = chain.layers[1]?.path ?? unreadBelow(chain)
  const backing = below === undefined ? {} : { backing: { path: below } }
  return { path, allocated, length, ...backing, ...parts }
}
