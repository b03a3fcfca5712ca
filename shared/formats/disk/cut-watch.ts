import type { Fault, FaultCode } from '../../bytes/errors.ts'
import { type LostStretch, LostStretches } from './lost-stretches.ts'
import type { DiskExtent, FaultSink } from './types.ts'

/** Length in bytes of the file in which an extent's `offset` counts; undefined where nobody knows. */
export type DataLength = (extent: DiskExtent) => number | undefined

/** Tables of the first level: what they map is not known where they, or what they name, are cut. */
const FIRST_LEVEL = /^L1 |directory/
/** Whether what a `truncated` fault is about would have said what a layer holds. */
export function isOfTables({ what }: Fault): boolean {
  return FIRST_LEVEL.test(what)
}

/**
 * Listens to a walk for what lies past the end of its file. Such bytes read as zeros, as qemu has
 * it, and a copy of them is no copy: whoever makes one says so.
 */
export class CutWatch implements FaultSink {
  readonly #lengthOf: DataLength
  readonly #hasGrown: () => boolean
  #data = false
  /** Depths of layers of whose tables, or of whose data, something lies past the end. */
  readonly #ofTables = new Set<number>()
  readonly #ofData = new Set<number>()
  readonly #past = new LostStretches()
  readonly #layers = new Map<number, FaultSink>()

  /** `hasGrown` tells whether a file is longer by now than it was when it was opened. */
  constructor(lengthOf: DataLength, hasGrown = () => false) {
    this.#lengthOf = lengthOf
    this.#hasGrown = hasGrown
  }

  note(code: FaultCode, make: () => Fault): void {
    this.#noteOf(0, code, make)
  }

  layer(depth: number): FaultSink {
    const known = this.#layers.get(depth)
    if (known !== undefined) return known
    const sink: FaultSink = { note: (code, make) => this.#noteOf(depth, code, make) }
    this.#layers.set(depth, sink)
    return sink
  }

  #noteOf(depth: number, code: FaultCode, make: () => Fault): void {
    if (code !== 'truncated' || (this.#data && this.#ofTables.has(depth))) return
    if (isOfTables(make())) this.#ofTables.add(depth)
    else this.#data = true
  }

  /** Takes one stretch of the walk. */
  see(extent: DiskExtent): void {
    const past = this.#pastOf(extent)
    if (past === 0) return
    this.#past.add(extent.start + extent.length - past, past)
    this.#ofData.add(extent.depth)
  }

  /** How many bytes at the end of a stretch are lost, by the faults that were noted up to it. */
  lostOf(extent: DiskExtent): number {
    return this.#data ? this.#pastOf(extent) : 0
  }

  #pastOf(extent: DiskExtent): number {
    const { kind, offset, length } = extent
    if (kind !== 'data' || offset === undefined) return 0
    const end = this.#lengthOf(extent)
    return end === undefined ? 0 : Math.max(0, Math.min(length, offset + length - end))
  }

  /** Guest's bytes whose place lies past the end. What a writer need not write there is no loss. */
  get lost(): number {
    return this.#data ? this.#past.bytes : 0
  }

  /** Where in the guest's disk they are: the first of the stretches, in order. */
  get lostStretches(): readonly LostStretch[] {
    return this.#data ? this.#past.kept : []
  }

  /** How many there are in all. */
  get lostCount(): number {
    return this.#data ? this.#past.count : 0
  }

  /** Whether tables lie past the end, so that nobody knows how much they mapped. */
  get tables(): boolean {
    return this.#ofTables.size > 0
  }

  /** Depths of the layers whose files end too early. */
  get depths(): readonly number[] {
    const depths = new Set([...this.#ofTables, ...(this.#data ? this.#ofData : [])])
    return [...depths].sort((a, b) => a - b)
  }

  get isCut(): boolean {
    return this.lost > 0 || this.tables
  }

  /** Whether what seems to be lost may be there, in what was added to a file while it was read. */
  get mayBeAdded(): boolean {
    return this.isCut && this.#hasGrown()
  }
}
