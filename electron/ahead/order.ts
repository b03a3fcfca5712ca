import type { TreePath } from '../../shared/files/tree.ts'
import { AheadSlot, SLOT_BYTES } from './slot.ts'

/**
 * Enough for a reader to go on while a scan, whose code the engine compiles meanwhile, counts slowly at
 * first. Memory that no folder needs is never touched.
 */
const SLOTS = 24
/** States of a slot: the reader may fill it, or the scan may read it. */
export const FREE = 0
export const FULL = 1
const STATES_BYTES = (SLOTS + 1) * Int32Array.BYTES_PER_ELEMENT

/** What a reader is told to read: folders of instances, in the order in which they will be asked for. */
export interface AheadOrder {
  readonly rootPath: string
  /** What was opened below it, where that is not all: nothing else is looked at. */
  readonly opened: readonly TreePath[] | undefined
  readonly folders: readonly TreePath[]
  readonly memory: SharedArrayBuffer
}

/** The memory of an order: its slots in a ring, and for each whether it is to be filled or to be read. */
export class AheadMemory {
  readonly memory: SharedArrayBuffer
  readonly #slots: readonly AheadSlot[]
  readonly #states: Int32Array
  #at = 0

  constructor(memory = new SharedArrayBuffer(SLOTS * SLOT_BYTES + STATES_BYTES)) {
    this.memory = memory
    this.#slots = Array.from({ length: SLOTS }, (_, index) => new AheadSlot(memory, index))
    this.#states = new Int32Array(memory, SLOTS * SLOT_BYTES, SLOTS + 1)
  }

  /** For the reader: the slot that is filled; waits until it is empty. */
  toFill(): AheadSlot | undefined {
    Atomics.wait(this.#states, this.#at, FULL)
    return this.#slots[this.#at]
  }

  /** For the scan: the slot that is next, once it is full; waits for so many milliseconds. */
  toRead(timeout: number): AheadSlot | undefined {
    const found = Atomics.wait(this.#states, this.#at, FREE, timeout)
    return found === 'timed-out' ? undefined : this.#slots[this.#at]
  }

  /** Hands the slot over to the other side, and goes to the next one. */
  handOver(state: typeof FREE | typeof FULL): void {
    Atomics.store(this.#states, this.#at, state)
    Atomics.notify(this.#states, this.#at)
    this.#at = (this.#at + 1) % SLOTS
  }

  /** For the reader: nothing more comes. */
  end(): void {
    Atomics.store(this.#states, SLOTS, 1)
  }

  get hasEnded(): boolean {
    return Atomics.load(this.#states, SLOTS) === 1
  }
}
