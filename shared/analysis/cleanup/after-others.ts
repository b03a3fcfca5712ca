import { pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { type CleanupStep, type Earlier, isRemovable, isWithheld } from './step.ts'

/**
 * The same steps, with what comes at the end because only what other steps remove stands on it: each
 * behind those, however many stand on one another. What anything else needs stays as it is.
 */
export function afterOthers(steps: readonly CleanupStep[]): readonly CleanupStep[] {
  const remover = removersOf(steps.filter(isRemovable))
  let waiting = steps.filter(mayWait)
  const later: CleanupStep[] = []
  for (let found = -1; found !== 0; ) {
    const ready = waiting.flatMap((step) => {
      const after = stepsFor(step, remover)
      return after === undefined ? [] : [{ ...step, stage: 'after' as const, after }]
    })
    for (const step of ready) addTargets(step, remover)
    later.push(...ready)
    found = ready.length
    const known = new Set(ready.map(({ at }) => at))
    waiting = waiting.filter(({ at }) => !known.has(at))
  }
  if (later.length === 0) return steps
  const moved = new Set(later.map(({ at }) => at))
  return [...steps.filter(({ at }) => !moved.has(at)), ...later]
}

/** Nothing but what was seen to stand on it keeps it. */
function mayWait(step: CleanupStep): boolean {
  return step.users.length > 0 && !isWithheld(step)
}

type Removers = Map<TreePath, Earlier>

function removersOf(steps: readonly CleanupStep[]): Removers {
  const removers: Removers = new Map()
  for (const step of steps) addTargets(step, removers)
  return removers
}

function addTargets({ at, path, targets, names, aside }: CleanupStep, removers: Removers): void {
  const step = { at, path, targets, ...(aside !== undefined && { aside }) }
  for (const target of targets) removers.set(target, step)
  for (const name of names) removers.set(name.path, step)
}

/** The steps that remove all who need it; undefined where one stays. */
function stepsFor({ users }: CleanupStep, removers: Removers): readonly Earlier[] | undefined {
  const found = new Set<Earlier>()
  for (const user of users) {
    const above = pathAndAbove(user).find((path) => removers.has(path))
    const step = above === undefined ? undefined : removers.get(above)
    if (step === undefined) return undefined
    found.add(step)
  }
  return [...found]
}
