import type { TreePath } from '../../shared/files/tree.ts'
import type { AheadTree } from './ahead-tree.ts'
import { type AheadMemory, FREE } from './order.ts'
import type { AheadSlot } from './slot.ts'

interface AheadFolder {
  /** Index in the order. */
  readonly index: number
  readonly names: readonly string[]
  readonly slot: AheadSlot
  /** Of the folder itself; those of its names follow. */
  readonly record: number
}

/** What a reader has read of the folders of an order, for a scan that comes by them one after the other. */
export class AheadQueue {
  readonly #memory: AheadMemory
  readonly #folders: readonly TreePath[]
  #slot: AheadSlot | undefined
  /** The folders of the slot that is being scanned. */
  #read: readonly AheadFolder[] = []
  #next = 0

  constructor(memory: AheadMemory, folders: readonly TreePath[]) {
    this.#memory = memory
    this.#folders = folders
  }

  /**
   * Comes to the folder of this index. True when it is known what was read of it: if anything was,
   * `tree` has it. False when that has not come within `timeout` milliseconds.
   */
  reach(index: number, tree: AheadTree, timeout: number): boolean {
    for (;;) {
      const folder = this.#read[this.#next]
      if (folder === undefined) {
        if (!this.#nextSlot(timeout)) return false
      } else if (folder.index > index) {
        return true
      } else {
        this.#next += 1
        if (folder.index < index) continue
        tree.enter(this.#folders[index] ?? '', folder.names, folder.slot, folder.record)
        return true
      }
    }
  }

  /** Gives back the slot that is done, and takes the next one if it comes soon. */
  #nextSlot(timeout: number): boolean {
    if (this.#slot !== undefined) this.#memory.handOver(FREE)
    this.#slot = this.#memory.toRead(timeout)
    this.#read = this.#slot === undefined ? [] : foldersIn(this.#slot)
    this.#next = 0
    return this.#slot !== undefined
  }
}

function foldersIn(slot: AheadSlot): readonly AheadFolder[] {
  let record = 0
  return slot.text
    .split('\0')
    .slice(0, -1)
    .map((text) => {
      const [index, ...names] = text.split('/')
      const first = record
      record += 1 + names.length
      return { index: Number(index), names, slot, record: first }
    })
}
