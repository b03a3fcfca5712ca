import type { Fault, FaultCode } from '../../bytes/errors.ts'
import { type LostStretch, LostStretches } from './lost-stretches.ts'
import { OddEntries } from './odd-entries.ts'
import type { DiskExtent, FaultSink } from './types.ts'

/** How files changed since the walk began. */
export interface LengthChanges {
  /** Whether one is longer by now. */
  readonly hasGrown: () => boolean
  /** Those that are shorter by now, and the same files still. */
  readonly shrunk: () => readonly CutFile[]
}

/** A file that ends too early: that of a layer itself, or the one of its data that has this number. */
export interface CutFile {
  readonly depth: number
  readonly file?: number
}

const UNCHANGED: LengthChanges = { hasGrown: () => false, shrunk: () => [] }

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
 * it, and a copy of them is no copy: whoever makes one says so. So it is with entries that are `odd`.
 */
export class CutWatch implements FaultSink {
  readonly odd = new OddEntries()
  readonly #lengthOf: DataLength
  readonly #changes: LengthChanges
  #data = false
  /** Depths of layers of whose tables something lies past the end. */
  readonly #ofTables = new Set<number>()
  /** Files of whose data something does, by depth and number. */
  readonly #ofData = new Map<string, CutFile>()
  readonly #past = new LostStretches()
  readonly #layers = new Map<number, FaultSink>()

  constructor(lengthOf: DataLength, changes = UNCHANGED) {
    this.#lengthOf = lengthOf
    this.#changes = changes
  }

  note(code: FaultCode, make: () => Fault): void {
    this.#noteOf(0, code, make)
  }

  noteOdd(make: () => Fault, start: number, length: number): void {
    this.odd.note(0, make, start, length)
  }

  layer(depth: number): FaultSink {
    const known = this.#layers.get(depth)
    if (known !== undefined) return known
    const sink: FaultSink = {
      note: (code, make) => this.#noteOf(depth, code, make),
      noteOdd: (make, start, length) => this.odd.note(depth, make, start, length),
    }
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
    const { depth, file = 0 } = extent
    this.#ofData.set(`${depth} ${file}`, { depth, file })
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

  /** The files that end too early, from the uppermost layer down. */
  get files(): readonly CutFile[] {
    const ofTables = [...this.#ofTables].map((depth) => ({ depth }))
    const ofData = this.#data ? this.#ofData.values() : []
    return [...ofTables, ...ofData].sort((a, b) => a.depth - b.depth)
  }

  get isCut(): boolean {
    return this.lost > 0 || this.tables
  }

  /** Whether what seems to be lost may be there, in what was added to a file while it was read. */
  get mayBeAdded(): boolean {
    return this.isCut && this.#changes.hasGrown()
  }

  /** Files that became shorter since: zeros were read of what they had. */
  get shrunk(): readonly CutFile[] {
    return this.#changes.shrunk()
  }
}
