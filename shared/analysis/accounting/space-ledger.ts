import type { TreePath } from '../../files/tree.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import { type Chain, unreadBelow } from '../chain/chain-model.ts'
import { allParts, type DataParts } from '../chain/data-parts.ts'
import type { Leading } from '../chain/ways.ts'
import { isLeftFile } from '../sizes/left-file.ts'
import type { SpaceFile, SpaceInput, Symlink } from './forest/forest.ts'
import type { SpaceImage } from './layers-not-scanned.ts'
import { createLayersOpened } from './layers-opened.ts'
import { type LedgerEnd, spaceInput } from './space-input.ts'

/** Notes, while units come in, what rows do not tell: hard links, snapshots, data files. */
export class SpaceLedger {
  readonly #linked = new Map<string, SpaceFile[]>()
  readonly #symlinks: Pick<Symlink, 'path' | 'allocated'>[] = []
  readonly #images = new Map<TreePath, SpaceImage>()
  readonly #ways = new Map<TreePath, Set<TreePath>>()
  readonly #holders = new Map<TreePath, TreePath>()
  readonly #inodes = new Map<TreePath, number>()
  readonly #left = new Map<TreePath, number>()
  readonly #opened = createLayersOpened()

  /** Every entry of the scan. */
  see(entry: ScannedEntry): void {
    const { type, role, link, linkKey, path, allocated } = entry
    if (isLeftFile(entry)) this.#left.set(path, allocated)
    if (type === 'symlink' && link !== undefined && role !== 'rootfs') {
      this.#symlinks.push({ path, allocated })
    }
    if (linkKey === undefined) return
    addTo(this.#linked, linkKey, fileOf(entry))
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

  /** What the names in images go through. */
  addWays(ways: readonly Leading[]): void {
    for (const { path, to } of ways) {
      const known = this.#ways.get(path) ?? new Set()
      for (const place of to) known.add(place)
      this.#ways.set(path, known)
    }
  }

  /** Takes back what was added of some images. */
  forget(paths: ReadonlySet<TreePath>): void {
    for (const path of paths) {
      this.#images.delete(path)
      this.#ways.delete(path)
    }
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
    const ways = [...this.#waysOfImages(), ...end.ofDomains.ways]
    return {
      ...input,
      ...(symlinks.length > 0 && { symlinks }),
      ...(ways.length > 0 && { ways }),
    }
  }

  #waysOfImages(): readonly Leading[] {
    return [...this.#ways].map(([path, to]) => ({ path, to: [...to] }))
  }

  #hold(path: TreePath, parts: DataParts): void {
    // Of nearly all disks there are none, and they come by the ten thousand.
    if (parts.dataFile === undefined && parts.extents === undefined) return
    // What a name elsewhere leads to is not taken for its data: anything could be named.
    for (const part of allParts({ ...parts, extentsElsewhere: [] })) {
      if (part.path !== path) this.#holders.set(part.path, path)
    }
  }

  #symlinksOf({ leadsTo }: LedgerEnd): readonly Symlink[] {
    return this.#symlinks.map((one) => ({ ...one, to: leadsTo(one.path) }))
  }
}

function imageOf(entry: ScannedEntry, chain: Chain, parts: DataParts): SpaceImage {
  const below = chain.layers[1]?.path ?? unreadBelow(chain)
  const backing = below === undefined ? {} : { backing: { path: below } }
  return { ...fileOf(entry), ...backing, ...parts }
}

function fileOf({ path, allocated, allocatedFrom, length }: ScannedEntry) {
  const file = { path, allocated, length }
  return allocatedFrom === undefined ? file : { ...file, allocatedFrom }
}
