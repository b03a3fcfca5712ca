import { followUpsByStep, sumOfFollowUps } from '../../analysis/cleanup/follow-ups.ts'
import { lackingSteps } from '../../analysis/cleanup/lacking.ts'
import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import { type CleanupStep, hasCommands, isRemovable } from '../../analysis/cleanup/step.ts'
import { sumOfWaiting } from '../../analysis/cleanup/waiting.ts'
import { partOf, planOf } from '../../analysis/cleanup/whole-plan.ts'
import type { NodeView } from '../../analysis/model.ts'
import { sum } from '../../analysis/sizes/sum.ts'
import type { Language } from '../../ipc/contract.ts'
import type {
  ByNovaSum,
  PlanChoice,
  PlanFormat,
  PlanGate,
  PlanRow,
  PlanSteps,
  PlanSummary,
} from '../../ipc/plan.ts'
import { removeCommands } from './cleanup-commands.ts'
import { cleanupMarkdown } from './cleanup-markdown.ts'
import { cleanupScript } from './cleanup-script.ts'
import { preparation } from './cleanup-shell.ts'

export function planSummary(source: PlanSource, language: Language): PlanSummary {
  const { steps, levels, total, leftOut, followUps } = planOf(source)
  const hasAny = steps.some(hasCommands)
  const lines = hasAny ? preparation(source.view, language) : []
  const afterwards = sumOfFollowUps(followUps)
  const own = sumByNova(steps)
  return {
    steps: steps.length,
    levels,
    total,
    ...(own.steps > 0 && { byNova: own }),
    afterwards,
    leftOut: leftOut.length,
    waiting: sumOfWaiting(leftOut),
    preparation: lines,
  }
}

function sumByNova(steps: readonly CleanupStep[]): ByNovaSum {
  const own = steps.filter((step) => isRemovable(step) && step.stage === 'nova')
  return { steps: own.length, bytes: sum(own.map(({ frees = 0 }) => frees)) }
}

/** Steps as rows, from number `first` on. */
export function planRows(source: PlanSource, first: number, count: number): readonly PlanRow[] {
  const { steps, followUps } = planOf(source)
  const followUpsOf = followUpsByStep(followUps)
  return steps.slice(first, first + count).map((step) => {
    const gate = gateOf(step, source.view)
    const { at, stage, frees } = step
    const known = frees === undefined ? {} : { frees }
    const more = step.isAtLeast ? { isAtLeast: true as const } : {}
    const own = followUpsOf(step).filter(({ after }) => after.length === 1)
    const afterwards = own.length === 0 ? {} : { afterwards: sumOfFollowUps(own).bytes }
    return { at, stage, ...known, ...more, ...afterwards, ...(gate !== undefined && { gate }) }
  })
}

function gateOf(step: CleanupStep, view: NodeView): PlanGate | undefined {
  const { hosts, unlisted, sharing } = step
  if (hosts.length > 0 || unlisted !== undefined || sharing !== undefined) return 'hosts'
  if (step.unseen === true) return 'unseen'
  if (step.wanted !== undefined) return 'wanted'
  if (step.unread.length > 0) return 'unread'
  if (step.users.length > 0 && step.after === undefined) return 'users'
  if (removeCommands(step, view) === undefined) return 'name'
  if (step.lookOn !== undefined) return 'look'
  return step.after === undefined ? undefined : 'after'
}

export function planChoice(source: PlanSource, chosen: readonly number[]): PlanChoice {
  const plan = planOf(source)
  const { steps, total, followUps } = partOf(plan, chosen)
  const afterwards = sumOfFollowUps(followUps)
  return { steps: steps.length, total, afterwards, lacking: lackingSteps(plan.steps, steps) }
}

/** The text of a file with these steps. */
export function planText(
  source: PlanSource,
  format: PlanFormat,
  steps: PlanSteps,
  language: Language,
): string {
  const write = format === 'plan-script' ? cleanupScript : cleanupMarkdown
  return write(source, language, steps === 'all' ? undefined : steps)
}
