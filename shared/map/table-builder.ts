import { classOf, type MapExtent } from './classes.ts'
import { type ExtentTable, SEVERAL_FILES } from './extent-table.ts'

/** Extents that are kept one by one: 80 MiB of columns. */
const MAX_EXTENTS = 4 * 1024 * 1024
const FIRST_CAPACITY = 1024

/**
 * Makes a table of extents that come in order and merged, in bounded memory: what is over the limit
 * is first merged over places in the files, and then given up.
 */
export class ExtentTableBuilder {
  readonly #limit: number
  #starts: Float64Array
  #offsets: Float64Array
  #classes: Uint16Array
  #files: Uint16Array
  #count = 0
  #end = 0
  #coarse = false

  constructor(limit = MAX_EXTENTS) {
    const capacity = Math.min(limit, FIRST_CAPACITY)
    this.#limit = limit
    this.#starts = new Float64Array(capacity)
    this.#offsets = new Float64Array(capacity)
    this.#classes = new Uint16Array(capacity)
    this.#files = new Uint16Array(capacity)
  }

  /** Bytes of the guest's disk that are in the table. */
  get end(): number {
    return this.#end
  }

  /** False when there was no room for the extent, or for one before it. */
  add({ start, length, kind, depth, offset = Number.NaN, file = 0 }: MapExtent): boolean {
    const isAfterGap = start !== this.#end
    if (isAfterGap) return false
    const mapClass = classOf(kind, depth)
    if (this.#count === this.#limit && !this.#coarse) this.#coarsen()
    if (this.#coarse && this.#classes[this.#count - 1] === mapClass) {
      this.#joinPlaces(this.#count - 1, file)
    } else {
      if (this.#count === this.#limit) return false
      if (this.#count === this.#starts.length) this.#grow()
      this.#put(this.#count, start, offset, mapClass, file)
      this.#count += 1
    }
    this.#end = start + length
    return true
  }

  finish(): ExtentTable {
    const count = this.#count
    return {
      count,
      starts: this.#starts.slice(0, count),
      offsets: this.#offsets.slice(0, count),
      classes: this.#classes.slice(0, count),
      files: this.#files.slice(0, count),
      end: this.#end,
      coarse: this.#coarse,
    }
  }

  #put(index: number, start: number, offset: number, mapClass: number, file: number): void {
    this.#starts[index] = start
    this.#offsets[index] = offset
    this.#classes[index] = mapClass
    this.#files[index] = file
  }

  /** The extent at `index` goes on in `file`, wherever there. */
  #joinPlaces(index: number, file: number): void {
    this.#offsets[index] = Number.NaN
    if (this.#files[index] !== file) this.#files[index] = SEVERAL_FILES
  }

  #grow(): void {
    const capacity = Math.min(this.#limit, this.#starts.length * 2)
    this.#starts = grown(this.#starts, new Float64Array(capacity))
    this.#offsets = grown(this.#offsets, new Float64Array(capacity))
    this.#classes = grown(this.#classes, new Uint16Array(capacity))
    this.#files = grown(this.#files, new Uint16Array(capacity))
  }

  #coarsen(): void {
    this.#coarse = true
    let kept = 0
    for (let index = 1; index < this.#count; index += 1) {
      const mapClass = this.#classes[index] ?? 0
      if (mapClass === this.#classes[kept]) {
        this.#joinPlaces(kept, this.#files[index] ?? 0)
        continue
      }
      kept += 1
      const offset = this.#offsets[index] ?? Number.NaN
      this.#put(kept, this.#starts[index] ?? 0, offset, mapClass, this.#files[index] ?? 0)
    }
    this.#count = kept + 1
  }
}

function grown<Column extends Float64Array | Uint16Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
