import type { ScannedEntry } from '../../scan/model.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import type { Address } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import { scannedAt } from './scanned-file.ts'

/** What was scanned, but folders, by where it was. */
export class ScannedEntries {
  readonly #places: BackingPlaces
  readonly #entries = new Map<Address, ScannedEntry>()
  // Disks of instances seldom stand on one another: their paths are not even hashed until some do.
  #waiting: (readonly ScannedEntry[])[] = []

  constructor(places: BackingPlaces) {
    this.#places = places
  }

  add(unit: UnitKind, more: readonly ScannedEntry[]): void {
    if (unit === 'instance') this.#waiting.push(more)
    else this.#index(more)
  }

  find(named: Address): ScannedEntry | undefined {
    const address = scannedAt(named, this.#places)
    const entry = this.#entries.get(address)
    if (entry !== undefined || this.#waiting.length === 0) return entry
    this.#indexWaiting()
    return this.#entries.get(address)
  }

  /** The first of all that is what is asked for. */
  findBy(isIt: (entry: ScannedEntry) => boolean): ScannedEntry | undefined {
    this.#indexWaiting()
    return [...this.#entries.values()].find(isIt)
  }

  #indexWaiting(): void {
    for (const more of this.#waiting) this.#index(more)
    this.#waiting = []
  }

  #index(more: readonly ScannedEntry[]): void {
    for (const entry of more) {
      if (entry.type !== 'directory') this.#entries.set(entry.path, entry)
    }
  }
}
