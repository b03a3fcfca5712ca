import type { FaultSink, GuestDisk } from '../../shared/formats/disk/types.ts'
import { findZeroRuns, mayBeHoles } from '../../shared/formats/disk/zero-runs.ts'
import { Steppable } from './steppable.ts'
import type { WorkSteps } from './work-steps.ts'

/**
 * Reads what may be holes of a disk; how far it has come is told in bytes that are read. When it is to
 * stop, what was found is kept, and the rest of the disk is walked as it is.
 */
export class ZeroSearch {
  readonly #disk: GuestDisk
  readonly #steps: WorkSteps
  readonly #total: number
  #read = 0

  constructor({ disk }: { readonly disk: GuestDisk }, steps: WorkSteps) {
    this.#disk = disk
    this.#steps = steps
    this.#total = this.#unknown()
  }

  pieces(faults: FaultSink): Steppable {
    const onRead = (bytes: number) => {
      this.#read += bytes
    }
    const goOn = () => this.#steps.goOn(this.#read, this.#total)
    const known = this.#disk.pieces(0, this.#disk.size, faults)
    const found = findZeroRuns(this.#disk, known, { onRead, goOn })
    return new Steppable(found, () => goOn() || this.#read > 0)
  }

  /** Bytes that may be holes and were not read because it was to stop. */
  get unread(): number {
    return this.#steps.isStopped ? this.#total - this.#read : 0
  }

  #unknown(): number {
    let bytes = 0
    const all = new Steppable(this.#disk.extents(), () => this.#steps.goOn(0, 0))
    for (const extent of all) if (mayBeHoles(this.#disk, extent)) bytes += extent.length
    return bytes
  }
}
