import { identityOf } from '../../shared/files/identity.ts'
import type { FileStat, FileTree, StatedFile, TreePath } from '../../shared/files/tree.ts'

/** What was read of a file, borrowed: the file must be closed before the slot that it lies in is freed. */
export interface ReadAhead {
  readonly stat: FileStat
  /** Copies what was read at this offset into `target`, if all of that was. */
  readonly copy: (target: Uint8Array, offset: number) => boolean
}

/** A file of which pieces were read ahead. It is opened when more of it is asked for. */
export class AheadFile implements StatedFile {
  readonly size: number
  readonly stat: FileStat
  readonly #live: FileTree
  readonly #path: TreePath
  readonly #ahead: ReadAhead
  #opened: StatedFile | undefined

  constructor(live: FileTree, path: TreePath, ahead: ReadAhead) {
    this.#live = live
    this.#path = path
    this.#ahead = ahead
    this.stat = ahead.stat
    this.size = ahead.stat.length
  }

  read(target: Uint8Array, offset: number): number {
    if (this.#ahead.copy(target, offset)) return target.length
    return this.#open().read(target, offset)
  }

  identity(): string {
    return identityOf(this.stat, () => this.#open().identity())
  }

  close(): void {
    this.#opened?.close()
  }

  #open(): StatedFile {
    this.#opened ??= this.#live.openListed(this.#path)
    return this.#opened
  }
}
