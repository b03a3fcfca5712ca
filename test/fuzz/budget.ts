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

/** Measures what work takes. */
export class Budget {
  #total = 0

  /** Runs the work with the constructors of typed memory watched, which makes it several times slower. */
  watch(work: () => void): Cost {
    const originals = COUNTED.map((name) => [name, globalThis[name]] as const)
    this.#total = 0
    for (const [name, original] of originals) this.#watchConstructor(name, original)
    try {
      return { ...this.measure(work), typedBytes: this.#total }
    } finally {
      for (const [name, original] of originals) Reflect.set(globalThis, name, original)
    }
  }

  /** Runs the work as it is. What the heap has grown by depends on when garbage is collected. */
  measure(work: () => void): Omit<Cost, 'typedBytes'> {
    const [time, heap] = [process.cpuUsage(), getHeapStatistics().used_heap_size]
    work()
    const { user, system } = process.cpuUsage(time)
    const heapBytes = getHeapStatistics().used_heap_size - heap
    return { milliseconds: (user + system) / 1000, heapBytes }
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

  #watchConstructor(name: string, original: new (...args: never[]) => object): void {
    const watched = new Proxy(original, {
      construct: (target, args: never[]) => {
        // As if it had not been watched: another constructor would give memory of another shape.
        const made: object = Reflect.construct(target, args)
        this.#count(made, args[0])
        return made
      },
    })
    Reflect.set(globalThis, name, watched)
  }

  #count(made: object, given: unknown): void {
    // A view of another buffer takes nothing.
    if (given instanceof ArrayBuffer || !('byteLength' in made)) return
    this.#total += Number(made.byteLength)
  }
}
