import type { FindingCode } from '../../findings/codes.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { leftoverFile } from '../disks/leftovers.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'

const ofGlance: Partial<Readonly<Record<EntryRole, string>>> = {
  'glance-cache.incomplete': 'incomplete',
  'glance-cache.invalid': 'invalid',
  'glance-task': 'task',
}

/** Which of several things of one code is left over. */
function caseOf(code: FindingCode, { base, role }: ScannedEntry): string | undefined {
  if (code === 'leftover-part') return base?.kind
  return ofGlance[role]
}

/** A file that something was to remove, and that is older than what still works on it would be. */
export function leftoverClue(entry: ScannedEntry, nowMs: number): Clue | undefined {
  const leftover = leftoverFile(entry)
  if (leftover === undefined) return undefined
  const { code, minimumAge } = leftover
  const age = Math.max(0, Math.floor(nowMs - leftover.ageFrom))
  if (age < minimumAge) return undefined
  const left = { ...allocatedEvidence(entry.allocated, [entry]), age }
  const kind = caseOf(code, entry)
  return clue(code, kind === undefined ? left : { case: kind, ...left })
}
