import type { CleanupStep } from './step.ts'

/** Steps that have to be taken before some of these, at whatever distance, and are not among them. */
export function lackingSteps(
  all: readonly CleanupStep[],
  chosen: readonly CleanupStep[],
): readonly number[] {
  const byAt = new Map(all.map((step) => [step.at, step]))
  const found = new Set(chosen.map(({ at }) => at))
  const given = found.size
  // Grows while it is read.
  for (const at of found) for (const earlier of byAt.get(at)?.after ?? []) found.add(earlier.at)
  return [...found].slice(given)
}
