import { FormatError } from '../../bytes/errors.ts'
import { TreeError } from '../../files/tree.ts'
import { type LostStretch, LostStretches } from './lost-stretches.ts'
import type { DiskExtent, GuestDisk } from './types.ts'

/** Of what cannot be read no smaller part is tried: a sector of a failing disk, a small cluster. */
const SMALLEST = 4096

/** A stretch that could not be read, and the first error met in it. */
export interface UnreadStretch extends LostStretch {
  readonly why: FormatError | TreeError
}

/**
 * Reads what there is of a damaged disk, as `qemu-img convert --salvage` does: what cannot be read is zeros,
 * and is noted. Its stretches are to be asked for in ascending order.
 */
export class Salvage {
  readonly #disk: GuestDisk
  readonly #lost = new LostStretches()
  readonly #whys: UnreadStretch['why'][] = []

  constructor(disk: GuestDisk) {
    this.#disk = disk
  }

  /** Whether nothing of an extent can be read, which is noted then. */
  isLost({ kind, start, length }: DiskExtent): boolean {
    if (kind !== 'invalid' && kind !== 'missing') return false
    const why = this.#tried(new Uint8Array(1), start)
    if (why !== undefined) this.#note(start, length, why)
    return why !== undefined
  }

  /** Reads as the disk does. Halves what cannot be read until it has all of it that can. */
  read(target: Uint8Array, offset: number): void {
    const why = this.#tried(target, offset)
    if (why === undefined) return
    if (target.length <= SMALLEST) {
      target.fill(0)
      this.#note(offset, target.length, why)
      return
    }
    const half = Math.ceil(target.length / 2 / SMALLEST) * SMALLEST
    this.read(target.subarray(0, half), offset)
    this.read(target.subarray(half), offset + half)
  }

  #tried(target: Uint8Array, offset: number): UnreadStretch['why'] | undefined {
    try {
      this.#disk.read(target, offset)
      return undefined
    } catch (error) {
      if (isDamage(error)) return error
      throw error
    }
  }

  #note(start: number, length: number, why: UnreadStretch['why']): void {
    this.#lost.add(start, length)
    if (this.#whys.length < this.#lost.kept.length) this.#whys.push(why)
  }

  /** Bytes of the guest's disk that are zeros because they could not be read. */
  get lost(): number {
    return this.#lost.bytes
  }

  /** The first of the stretches that could not be read, in order. */
  get stretches(): readonly UnreadStretch[] {
    return this.#lost.kept.flatMap((stretch, index) => {
      const why = this.#whys[index]
      return why === undefined ? [] : [{ ...stretch, why }]
    })
  }

  /** How many stretches there are in all. */
  get count(): number {
    return this.#lost.count
  }
}

/** Whether a read failed at the data. What lacks its key is whole, and zeros for it would be a lie. */
export function isDamage(error: unknown): error is UnreadStretch['why'] {
  if (error instanceof FormatError) return error.fault.code !== 'encrypted'
  return error instanceof TreeError
}
