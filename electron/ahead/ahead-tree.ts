import { joinPath } from '../../shared/files/paths.ts'
import type {
  DirectoryEntry,
  FileStat,
  FileSystemStat,
  FileTree,
  OpenFile,
  OwnPlace,
  StatedFile,
  TreePath,
} from '../../shared/files/tree.ts'
import { AheadFile } from './ahead-file.ts'
import type { AheadSlot } from './slot.ts'

/**
 * A tree of which one folder was read ahead. Each look at it is answered from there once, in the order
 * in which a scan walks; everything else is asked of the tree itself.
 */
export class AheadTree implements FileTree {
  readonly rootPath: string
  readonly #live: FileTree
  #slot: AheadSlot | undefined
  #paths: readonly TreePath[] = []
  #names: readonly string[] | undefined
  #firstRecord = 0
  #next = 0

  constructor(live: FileTree) {
    this.#live = live
    this.rootPath = live.rootPath
  }

  /** From now on `folder` is the one: its record in the slot, then those of its names. */
  enter(folder: TreePath, names: readonly string[], slot: AheadSlot, record: number): void {
    this.#paths = [folder, ...names.map((name) => joinPath(folder, name))]
    this.#names = names
    this.#slot = slot
    this.#firstRecord = record
    this.#next = 0
  }

  leave(): void {
    this.#slot = undefined
  }

  list(path: TreePath): readonly DirectoryEntry[] {
    const [names, slot] = [this.#names, this.#slot]
    if (slot === undefined || names === undefined || path !== this.#paths[0]) {
      return this.#live.list(path)
    }
    this.#names = undefined
    const entries: DirectoryEntry[] = []
    for (const [at, name] of names.entries()) {
      const type = slot.type(this.#firstRecord + 1 + at)
      if (type === undefined) return this.#live.list(path)
      entries.push({ name, type })
    }
    return entries
  }

  lstat(path: TreePath): FileStat {
    return this.#take(path)?.stat ?? this.#live.lstat(path)
  }

  openListed(path: TreePath): StatedFile {
    const seen = this.#take(path)
    const slot = this.#slot
    if (seen === undefined || slot?.hasHead(seen.record) !== true) {
      return this.#live.openListed(path)
    }
    const { stat, record } = seen
    const copy = (target: Uint8Array, offset: number) => slot.copy(record, target, offset)
    return new AheadFile(this.#live, path, { stat, copy })
  }

  open(path: TreePath): OpenFile {
    return this.#live.open(path)
  }

  readLink(path: TreePath): string {
    return this.#live.readLink(path)
  }

  statfs(path: TreePath): FileSystemStat {
    return this.#live.statfs(path)
  }

  identity(path: TreePath): string {
    return this.#live.identity(path)
  }

  openedAt(path: TreePath): OwnPlace | undefined {
    return this.#live.openedAt(path)
  }

  /** What was seen of the path; undefined where that is not known, or was told already. */
  #take(path: TreePath): { readonly stat: FileStat; readonly record: number } | undefined {
    const slot = this.#slot
    if (slot === undefined) return undefined
    // Entries are asked for in order; one that is not asked for is passed over.
    const at = this.#paths[this.#next] === path ? this.#next : this.#paths.indexOf(path, this.#next)
    if (at < 0) return undefined
    this.#next = at + 1
    const record = this.#firstRecord + at
    const stat = slot.stat(record)
    return stat && { stat, record }
  }
}
