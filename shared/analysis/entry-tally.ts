import { isMadeUp } from '../scan/allocated-from.ts'
import { hides } from '../scan/hides.ts'
import type { ScannedEntry } from '../scan/model.ts'
import { isImageDevice } from './disks/is-disk.ts'
import type { EntryCounts } from './sizes/totals.ts'

/** Counts the entries that a scan comes by. */
export class EntryTally {
  readonly #counts = {
    ...{ entries: 0, directories: 0, unreadable: 0, hidden: 0, unprobed: 0 },
    madeUp: 0,
  }

  get counts(): EntryCounts {
    return this.#counts
  }

  add(entry: ScannedEntry): void {
    const counts = this.#counts
    counts.entries += 1
    if (entry.type === 'directory') counts.directories += 1
    if (isMadeUp(entry)) counts.madeUp += 1
    if (entry.fault === undefined || isImageDevice(entry)) return
    counts.unreadable += 1
    if (hides(entry)) counts.hidden += 1
    else if (mayHoldImage(entry)) counts.unprobed += 1
  }
}

/** A file of a name that says nothing, in which nobody could look for an image. */
function mayHoldImage({ type, role }: ScannedEntry): boolean {
  return type === 'file' && role === 'unknown'
}
