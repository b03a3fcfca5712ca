import type { ByteSource } from '../../bytes/source.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { type Sayable, says } from '../../phrases/phrase.ts'
import { faultOf } from './fault.ts'
import { NOWHERE } from './run-builder.ts'
import type { FaultSink, LayerExtentKind } from './types.ts'

/** Where a walk over a block map is: it takes what each block is, without an object a block. */
export class BlockWalk {
  kind: LayerExtentKind = 'unallocated'
  /** Of the block's first byte in the file; `NOWHERE` where it has no place. */
  offset = NOWHERE
  /** The entry that gives the place. */
  #what: FaultPlace = 'data cluster'
  #at = 0
  readonly #seen = new Map<number, number>()
  readonly #source: ByteSource
  readonly #faults: FaultSink | undefined

  constructor(source: ByteSource, faults: FaultSink | undefined) {
    this.#source = source
    this.#faults = faults
  }

  /**
   * Which of the tables of this walk was the first to begin in a stretch of the file, this one if
   * none: two in one stretch of a table's length overlap, and would let a small file ask for a walk
   * without end.
   */
  firstIn(stretch: number, index: number): number {
    const earlier = this.#seen.get(stretch)
    if (earlier === undefined) this.#seen.set(stretch, index)
    return earlier ?? index
  }

  /** The next `count` units are of one kind and have no place in the file. */
  nowhere(kind: LayerExtentKind, count: number): number {
    this.kind = kind
    this.offset = NOWHERE
    return count
  }

  /** The next `count` units are data from `offset` on; beyond the end of the file they are zeros. */
  data(offset: number, count: number, what: FaultPlace, at: number): number {
    if (offset >= this.#source.size) {
      const expected = says('an offset below the end at {{at}}', { at: this.#source.size })
      this.#faults?.note('truncated', () =>
        faultOf('truncated', what, at, expected, says('{{at}}', { at: offset })),
      )
    }
    this.kind = 'data'
    this.offset = offset
    this.#what = what
    this.#at = at
    return count
  }

  /** Notes data that begins in the file and ends after it; `length` is what the guest has of them. */
  endBy(length: number): void {
    const { size } = this.#source
    const end = this.offset + length
    if (this.kind !== 'data' || this.offset === NOWHERE || this.offset >= size || end <= size)
      return
    const expected = says('a block that ends by {{at}}', { at: size })
    const [what, at] = [this.#what, this.#at]
    const make = () =>
      faultOf('truncated', what, at, expected, says('its end at {{at}}', { at: end }))
    if (this.#faults?.noteEnd === undefined) this.#faults?.note('truncated', make)
    else this.#faults.noteEnd(make)
  }

  /** The next `count` units cannot be read, because of the entry at `at`. */
  invalid(count: number, what: FaultPlace, at: number, expected: Sayable, found: Sayable): number {
    this.#faults?.note('invalid', () => faultOf('invalid', what, at, expected, found))
    return this.nowhere('invalid', count)
  }

  /** Notes a table beyond the end of the file, which reads as zeros. */
  cut(what: FaultPlace, at: number, offset: number): void {
    const expected = says('an offset below the end at {{at}}', { at: this.#source.size })
    this.#faults?.note('truncated', () =>
      faultOf('truncated', what, at, expected, says('{{at}}', { at: offset })),
    )
  }
}
