import { pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { addTo } from '../../values/grouped.ts'
import type { NodeView } from '../model.ts'
import type { BaseRow } from '../rows/rows.ts'
import { knownAllocated } from '../sizes/known-allocated.ts'
import { type CleanupStep, hasCommands } from './step.ts'

/**
 * A base that nothing but what steps remove stands on. It is no step itself: until they were taken and
 * the node was scanned again nobody knows that nothing else came to stand on it.
 */
export interface FollowUp {
  readonly path: TreePath
  /** Bytes; absent where they are not known. */
  readonly allocated?: number
  /** The steps that remove what stands on it, by their `at`: all of them have to be taken. */
  readonly after: readonly number[]
}

/** What follow-ups come to. */
export interface FollowUpSum {
  readonly bases: number
  /** Bytes, as far as they are known. */
  readonly bytes: number
}

export function followUpsOf({ bases }: NodeView, steps: readonly CleanupStep[]) {
  const removers = removersOf(steps.filter(hasCommands))
  return bases.flatMap((base): readonly FollowUp[] => {
    const after = isLetGo(base) ? stepsBelow(base, removers) : undefined
    if (after === undefined) return []
    const allocated = knownAllocated(base)
    return [{ path: base.id, after, ...(allocated !== undefined && { allocated }) }]
  })
}

/** Of follow-ups those that some steps are enough for. */
export function followingOn(
  all: readonly FollowUp[],
  steps: readonly Pick<CleanupStep, 'at'>[],
): readonly FollowUp[] {
  const taken = new Set(steps.map(({ at }) => at))
  return all.filter(({ after }) => after.every((at) => taken.has(at)))
}

/** Gives those that a step has a part in. */
export function followUpsByStep(
  all: readonly FollowUp[],
): (step: Pick<CleanupStep, 'at'>) => readonly FollowUp[] {
  const byStep = new Map<number, FollowUp[]>()
  for (const one of all) for (const at of one.after) addTo(byStep, at, one)
  return ({ at }) => byStep.get(at) ?? []
}

export function sumOfFollowUps(all: readonly FollowUp[]): FollowUpSum {
  return { bases: all.length, bytes: all.reduce((sum, { allocated = 0 }) => sum + allocated, 0) }
}

/** Nova keeps it for nobody, and no folder holds a link to it that does not stand on it. */
function isLetGo({ cache, link, users, dependants: { instances } }: BaseRow): boolean {
  if (cache === undefined || cache.why !== undefined || link !== undefined) return false
  const { kind } = cache
  const isLost = kind === 'leftovers-only' || kind === 'orphans-only' || kind === 'unseen-only'
  return (isLost || kind === 'kept') && users <= instances.length
}

function removersOf(steps: readonly CleanupStep[]): ReadonlyMap<TreePath, number> {
  const removers = new Map<TreePath, number>()
  for (const { at, targets } of steps) for (const path of targets) removers.set(path, at)
  return removers
}

/** The steps that remove all that needs it; undefined where something stays, or nothing needs it. */
function stepsBelow(
  { id, dependants: { instances, others } }: BaseRow,
  removers: ReadonlyMap<TreePath, number>,
): readonly number[] | undefined {
  const found = new Set<number>()
  if (removers.has(id)) return undefined
  for (const { path } of [...instances, ...others]) {
    const at = pathAndAbove(path)
      .map((one) => removers.get(one))
      .find((one) => one !== undefined)
    if (at === undefined) return undefined
    found.add(at)
  }
  return found.size === 0 ? undefined : [...found].sort((a, b) => a - b)
}
