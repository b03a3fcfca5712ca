import { baseNameOf } from '../../files/paths.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'

/** Milliseconds: an import of the largest images is over by then. */
const OVER = 24 * 3_600_000

/**
 * What was staged of an image that a store has by now: the import takes it away at its end. What is in
 * no store that was seen may still wait for its import, which its owner asks for, or be in a remote one.
 */
export function stagedFindings(
  entry: ScannedEntry,
  stored: ReadonlySet<string>,
  nowMs: number,
): readonly Finding[] {
  const { role, path, mtimeMs, allocated } = entry
  if (role !== 'glance-staging' || !stored.has(baseNameOf(path))) return []
  const age = Math.max(0, Math.floor(nowMs - mtimeMs))
  if (age < OVER) return []
  const evidence = { case: 'staging', ...allocatedEvidence(allocated, [entry]), age }
  return [finding('leftover-glance', { kind: 'image', path }, evidence)]
}
