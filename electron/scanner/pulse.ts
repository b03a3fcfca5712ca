const BEATS = 0
const UNIT = 1
const STOP = 2
const SLOTS = 3

/** How often within a silence it is asked whether there was a beat. */
export const SILENCE_POLLS = 8

/**
 * What a worker and its coordinator share while the worker is inside synchronous calls and neither
 * hears nor sends messages.
 */
export class Pulse {
  readonly memory: SharedArrayBuffer
  readonly #slots: Int32Array

  constructor(memory = new SharedArrayBuffer(SLOTS * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory
    this.#slots = new Int32Array(memory)
  }

  /** The worker is about to ask the file system something. */
  beat(): void {
    Atomics.add(this.#slots, BEATS, 1)
  }

  /** The worker begins the unit of this index in its job. */
  begin(unit: number): void {
    Atomics.store(this.#slots, UNIT, unit)
    this.beat()
  }

  /** Asks the worker to stop before its next unit. */
  stop(): void {
    Atomics.store(this.#slots, STOP, 1)
  }

  /** Clears what an earlier job has left. */
  reset(): void {
    Atomics.store(this.#slots, UNIT, 0)
    Atomics.store(this.#slots, STOP, 0)
  }

  get beats(): number {
    return Atomics.load(this.#slots, BEATS)
  }

  get unit(): number {
    return Atomics.load(this.#slots, UNIT)
  }

  get isStopped(): boolean {
    return Atomics.load(this.#slots, STOP) === 1
  }
}
