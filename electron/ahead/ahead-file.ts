import type { FileStat, FileTree, StatedFile, TreePath } from '../../shared/files/tree.ts'

/** What was read of a file, borrowed: the file must be closed before the slot that it lies in is freed. */
export interface ReadAhead {
  readonly stat: FileStat
  readonly head: Uint8Array
  /** What was read at an offset behind the head, if anything was. */
  readonly pieceAt: (offset: number) => Uint8Array | undefined
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
    const known = this.#known(offset, target.length)
    if (known === undefined) {
      this.#opened ??= this.#live.openListed(this.#path)
      return this.#opened.read(target, offset)
    }
    target.set(known)
    return target.length
  }

  #known(offset: number, length: number): Uint8Array | undefined {
    const { head, pieceAt } = this.#ahead
    if (offset + length <= head.length) return head.subarray(offset, offset + length)
    const piece = pieceAt(offset)
    return piece !== undefined && piece.length >= length ? piece.subarray(0, length) : undefined
  }

  close(): void {
    this.#opened?.close()
  }
}
