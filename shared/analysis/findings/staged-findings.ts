import { baseNameOf } from '../../files/paths.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { DAY_MS } from '../../values/time.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'

/** Milliseconds: an import of the largest images is over by then. */
const OVER = DAY_MS
/** What waits for an import, which its owner asks for, has most likely been forgotten. */
const FORGOTTEN = 7 * DAY_MS

/** The case of what may be the only copy of an image. */
export const NOT_STORED = 'not-stored'

/** What two whole copies of one image have in common: its name and length. */
export function copyKey({ path, length }: ScannedEntry): string {
  return `${baseNameOf(path)} ${length}`
}

/**
 * What was staged of an image that a store has whole by now (`stored`, the `copyKey` of each there): the import
 * takes it away at its end. What is in no store that was seen may still wait for its import, or be in a remote
 * one: it is told, and nothing is offered to remove it.
 */
export function stagedFindings(
  entry: ScannedEntry,
  stored: ReadonlySet<string>,
  nowMs: number,
): readonly Finding[] {
  const { role, path, mtimeMs, allocated } = entry
  if (role !== 'glance-staging') return []
  const isStored = stored.has(copyKey(entry))
  const age = Math.max(0, Math.floor(nowMs - mtimeMs))
  if (age < (isStored ? OVER : FORGOTTEN)) return []
  const evidence = {
    case: isStored ? 'staging' : NOT_STORED,
    ...allocatedEvidence(allocated, [entry]),
    age,
  }
  return [finding('leftover-glance', { kind: 'image', path }, evidence)]
}
