import { followUpsByStep } from '../../analysis/cleanup/follow-ups.ts'
import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import type { CleanupStep } from '../../analysis/cleanup/step.ts'
import { planOf } from '../../analysis/cleanup/whole-plan.ts'
import type { TreePath } from '../../files/tree.ts'
import type { PlannedFacts, PlanStep, SomePaths } from '../../ipc/plan.ts'
import { laterCommands, lookCommands, removeCommands, verifyCommands } from './cleanup-commands.ts'

/** Paths of one list that a window is sent. */
const LISTED = 200

/** Undefined for what is no step of the plan. */
export function planStep(source: PlanSource, at: number): PlanStep | undefined {
  const plan = planOf(source)
  const step = plan.steps.find((one) => one.at === at)
  if (step === undefined) return undefined
  const { targets, names, users, after = [] } = step
  const { view } = source
  return {
    ...factsOf(step),
    targets: some(targets),
    names: some(names.map(({ path }) => path)),
    users: some(users),
    after: after.slice(0, LISTED).map(({ at, path, targets }) => ({ at, path, targets })),
    afterCount: after.length,
    followUps: followUpsByStep(plan.followUps)(step).slice(0, LISTED),
    verify: verifyCommands(step, view),
    look: lookCommands(step, view),
    remove: removeCommands(step, view),
    later: laterCommands(step, view),
  }
}

/** What is sent as the plan has it, and nothing else that the plan knows. */
function factsOf(step: CleanupStep): PlannedFacts {
  const { at, stage, isAtLeast, isDerived, hosts, unread } = step
  const { frees, isLinked, aside, unlisted, sharing, lookOn, unseen, wanted } = step
  return {
    ...{ at, stage, isAtLeast, isDerived, hosts, unread },
    ...(frees !== undefined && { frees }),
    ...(isLinked === true && { isLinked }),
    ...(aside !== undefined && { aside }),
    ...(unlisted !== undefined && { unlisted }),
    ...(sharing !== undefined && { sharing }),
    ...(lookOn !== undefined && { lookOn }),
    ...(unseen === true && { unseen }),
    ...(wanted !== undefined && { wanted }),
  }
}

function some(paths: readonly TreePath[]): SomePaths {
  return { paths: paths.slice(0, LISTED), count: paths.length }
}
