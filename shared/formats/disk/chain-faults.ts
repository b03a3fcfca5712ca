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
  readonly #also: FaultSink | undefined

  /** `also` hears of each fault when it is noted. */
  constructor(also?: FaultSink) {
    super()
    this.#also = also
  }

  /** Depths of the layers whose tables are cut off. */
  get cutTables(): readonly number[] {
    return [...this.#cut].sort((a, b) => a - b)
  }

  override note(code: FaultCode, make: () => Fault): void {
    super.note(code, make)
    this.#also?.note(code, make)
  }

  layer(depth: number): FaultSink {
    const known = this.#layers.get(depth)
    if (known !== undefined) return known
    const sink = { note: (code: FaultCode, make: () => Fault) => this.#noteOf(depth, code, make) }
    this.#layers.set(depth, sink)
    return sink
  }

  #noteOf(depth: number, code: FaultCode, make: () => Fault): void {
    this.note(code, make)
    if (code !== 'truncated' || this.#cut.has(depth)) return
    if (isOfTables(make())) this.#cut.add(depth)
  }
}
