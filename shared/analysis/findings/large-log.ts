import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import { mayTake } from '../../scan/allocated-from.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { GIB, MIB } from '../../values/sizes.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'

/**
 * Bytes. virtlogd, which writes the log of a console, begins another file at 2 MiB (`max_size` of
 * virtlogd.conf); where it does not, or QEMU writes by itself (`stdio_handler = "file"`), nothing ends it.
 */
const UNLIMITED = 20 * MIB
/** As large as a disk: it fills the file system of all instances. */
const LIKE_A_DISK = GIB

/** A console's log to which nobody set an end. */
export function largeLogClue(entry: ScannedEntry): Clue | undefined {
  const { role, type, allocated } = entry
  const size = mayTake(entry)
  if (role !== 'console.log' || type !== 'file' || size < UNLIMITED) return undefined
  const severity = size < LIKE_A_DISK ? 'info' : 'warning'
  return clue('large-console-log', allocatedEvidence(allocated, [entry]), severity)
}
