import type { Fault, FaultCode } from '../../bytes/errors.ts'
import { isOfTables } from './cut-watch.ts'
import { FaultLog } from './fault-log.ts'
import type { FaultSink } from './types.ts'

/**
 * The faults of a walk through a chain, and which layers' tables are cut off. Nobody knows what such
 * a layer held: as qemu has it, what lies below shows through, which looks like an empty layer.
 */
export class ChainFaults extends FaultLog {
  readonly #cut = new Set<number>()
  readonly #layers = new Map<number, FaultSink>()
  readonly #files: readonly { readonly path: string }[]
  readonly #also: FaultSink | undefined
  #ends = 0

  /** `files` are the layers', by depth: a fault below the first names its own. `also` hears of each. */
  constructor(files: readonly { readonly path: string }[], also?: FaultSink) {
    super()
    this.#files = files
    this.#also = also
  }

  /** Depths of the layers whose tables are cut off. */
  get cutTables(): readonly number[] {
    return [...this.#cut].sort((a, b) => a - b)
  }

  /** Whether all of them are data past the end of a file, so that the tables themselves are sound. */
  get areEnds(): boolean {
    return this.count > 0 && this.#ends === this.count
  }

  override note(code: FaultCode, make: () => Fault): void {
    super.note(code, make)
    if (code === 'truncated' && !isOfTables(make())) this.#ends += 1
    this.#also?.note(code, make)
  }

  layer(depth: number): FaultSink {
    const known = this.#layers.get(depth)
    if (known !== undefined) return known
    const also = this.#also?.layer?.(depth) ?? this.#also
    const sink: FaultSink = {
      note: (code, make) => {
        this.#noteOf(depth, code, make)
        also?.note(code, make)
      },
      noteOdd: (make, start, length) => {
        this.#noteOf(depth, 'invalid', make)
        also?.noteOdd?.(make, start, length)
      },
    }
    this.#layers.set(depth, sink)
    return sink
  }

  #noteOf(depth: number, code: FaultCode, make: () => Fault): void {
    const file = depth === 0 ? undefined : this.#files[depth]?.path
    super.note(code, file === undefined ? make : () => ({ file, ...make() }))
    if (code !== 'truncated') return
    if (isOfTables(make())) this.#cut.add(depth)
    else this.#ends += 1
  }
}
