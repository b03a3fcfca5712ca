import type { NodeView } from '../model.ts'
import { sum } from '../sizes/sum.ts'
import { type FollowUp, followingOn, followUpsOf } from './follow-ups.ts'
import { type LeftOut, leftOutOf } from './left-out.ts'
import { cleanupSteps, type PlanSource } from './plan.ts'
import { CLEANUP_STAGES, type CleanupStage } from './stages.ts'
import { type CleanupStep, hasCommands } from './step.ts'
import { type CleanupTotal, createTotals, type TotalOf } from './total.ts'

/** What one level of safety has, and what it frees on top of the levels before it. */
export interface LevelSum extends CleanupTotal {
  readonly stage: CleanupStage
  /** All of its steps, those without a command too. */
  readonly steps: number
  /** Bytes that its steps count, each by itself, and that go with steps above or with one another already. */
  readonly again: number
}

/** The plan of a finished scan: what the window shows and the exports write. */
export interface CleanupPlan {
  readonly steps: readonly CleanupStep[]
  /** Levels that have steps, the safest first; they add up to the total. */
  readonly levels: readonly LevelSum[]
  readonly total: CleanupTotal
  /** What it might have and has not, what may be taken first before the rest. */
  readonly leftOut: readonly LeftOut[]
  /** Bases that nothing stands on any more once steps were taken: part of what is left out. */
  readonly followUps: readonly FollowUp[]
  /** What a choice of its steps comes to. */
  readonly totalOf: TotalOf
}

const plans = new WeakMap<NodeView, CleanupPlan>()

/** Made when it is first asked for, and once. */
export function planOf(source: PlanSource): CleanupPlan {
  const known = plans.get(source.view)
  if (known !== undefined) return known
  const plan = makePlan(source)
  plans.set(source.view, plan)
  return plan
}

function makePlan(source: PlanSource): CleanupPlan {
  const steps = cleanupSteps(source)
  const totalOf = createTotals(source.space)
  const followUps = followUpsOf(source.view, steps)
  const leftOut = leftOutOf(source.view, followUps)
  const levels = levelsOf(steps, totalOf)
  return { steps, levels, total: totalOf(steps), leftOut, followUps, totalOf }
}

function levelsOf(steps: readonly CleanupStep[], totalOf: TotalOf): readonly LevelSum[] {
  let before: CleanupTotal = { given: 0, bytes: 0, unknown: 0, atLeast: 0, aside: 0 }
  let taken: readonly CleanupStep[] = []
  return CLEANUP_STAGES.flatMap((stage) => {
    const own = steps.filter((step) => step.stage === stage)
    if (own.length === 0) return []
    taken = [...taken, ...own]
    const until = totalOf(taken)
    const { given, bytes, unknown, atLeast, aside } = before
    before = until
    const on = until.bytes - bytes
    return {
      stage,
      steps: own.length,
      given: until.given - given,
      bytes: on,
      again: Math.max(0, alone(own) - on),
      unknown: until.unknown - unknown,
      atLeast: until.atLeast - atLeast,
      aside: until.aside - aside,
    }
  })
}

/** What the steps that have commands free each by itself. */
function alone(steps: readonly CleanupStep[]): number {
  return sum(steps.filter(hasCommands).map(({ frees = 0 }) => frees))
}

/** Steps of a plan with what they come to: all of it, or a choice. */
export interface PlanPart {
  /** How many steps the plan has. */
  readonly all: number
  readonly steps: readonly CleanupStep[]
  readonly levels: readonly LevelSum[]
  readonly total: CleanupTotal
  /** What these steps are enough for. */
  readonly followUps: readonly FollowUp[]
}

/** The steps that were chosen, by their `at`, in the plan's order; all where none is said. */
export function partOf(plan: CleanupPlan, chosen: readonly number[] | undefined): PlanPart {
  const { steps, totalOf, followUps } = plan
  if (chosen === undefined) return { all: steps.length, ...plan }
  const wanted = new Set(chosen)
  const own = steps.filter(({ at }) => wanted.has(at))
  return {
    all: steps.length,
    steps: own,
    levels: levelsOf(own, totalOf),
    total: totalOf(own),
    followUps: followingOn(followUps, own),
  }
}
