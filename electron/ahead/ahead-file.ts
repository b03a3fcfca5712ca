import type { FileStat, FileTree, StatedFile, TreePath } from '../../shared/files/tree.ts'

/** A file whose beginning was read ahead. It is opened when more of it is asked for. */
export class AheadFile implements StatedFile {
  readonly size: number
  readonly stat: FileStat
  readonly #live: FileTree
  readonly #path: TreePath
  readonly #head: Uint8Array
  #opened: StatedFile | undefined

  /** `head` is borrowed: the file must be closed before the slot that it lies in is freed. */
  constructor(live: FileTree, path: TreePath, stat: FileStat, head: Uint8Array) {
    this.#live = live
    this.#path = path
    this.#head = head
    this.stat = stat
    this.size = stat.length
  }

  read(target: Uint8Array, offset: number): number {
    const end = offset + target.length
    if (end > this.#head.length) {
      this.#opened ??= this.#live.openListed(this.#path)
      return this.#opened.read(target, offset)
    }
    target.set(this.#head.subarray(offset, end))
    return target.length
  }

  close(): void {
    this.#opened?.close()
  }
}
