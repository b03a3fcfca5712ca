import { getHeapStatistics } from 'node:v8'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import type { Codecs } from '../../shared/formats/disk/types.ts'

const COUNTED = [
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Uint32Array',
  'Int32Array',
  'Float64Array',
  'BigUint64Array',
] as const

/** What a piece of work has taken. */
export interface Cost {
  /** Processor time, which hardly depends on what else runs. */
  readonly milliseconds: number
  /** Bytes of typed memory, all together, whether they are still held or not. */
  readonly typedBytes: number
  /** Bytes by which the heap of objects has grown, when no garbage was collected meanwhile. */
  readonly heapBytes: number
}

/**
 * Measures what work takes. Constructors of typed memory are watched from `start` to `stop`, which
 * slows the work; the heap's own figures depend on when garbage is collected.
 */
export class Budget {
  readonly #originals = new Map<string, unknown>(COUNTED.map((name) => [name, globalThis[name]]))
  #total = 0

  start(): void {
    for (const name of COUNTED) {
      const count = (made: object, given: unknown): void => this.#count(made, given)
      const watched = new Proxy(globalThis[name], {
        construct(target, args: unknown[]) {
          // As if it had not been watched: another constructor would give memory of another shape.
          const made: object = Reflect.construct(target, args)
          count(made, args[0])
          return made
        },
      })
      Reflect.set(globalThis, name, watched)
    }
  }

  stop(): void {
    for (const [name, original] of this.#originals) Reflect.set(globalThis, name, original)
  }

  measure(work: () => void): Cost {
    this.#total = 0
    const [time, heap] = [process.cpuUsage(), getHeapStatistics().used_heap_size]
    work()
    const { user, system } = process.cpuUsage(time)
    const heapBytes = getHeapStatistics().used_heap_size - heap
    return { milliseconds: (user + system) / 1000, typedBytes: this.#total, heapBytes }
  }

  /** Node's codecs, which take memory for all that they are asked to unpack. */
  readonly codecs: Codecs = {
    inflateRaw: (packed, length) => nodeCodecs.inflateRaw(packed, this.#asked(length)),
    inflateZlib: (packed, length) => nodeCodecs.inflateZlib(packed, this.#asked(length)),
    zstd: (packed, length) => nodeCodecs.zstd(packed, this.#asked(length)),
  }

  #asked(length: number): number {
    this.#total += length
    return length
  }

  #count(made: object, given: unknown): void {
    // A view of another buffer takes nothing.
    if (given instanceof ArrayBuffer || !('byteLength' in made)) return
    this.#total += Number(made.byteLength)
  }
}
