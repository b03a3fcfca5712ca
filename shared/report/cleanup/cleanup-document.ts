import { followUpsByStep } from '../../analysis/cleanup/follow-ups.ts'
import type { LeftOut } from '../../analysis/cleanup/left-out.ts'
import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import { type PlanPart, partOf, planOf } from '../../analysis/cleanup/whole-plan.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { leftOutText } from '../text/left-out-text.ts'
import { timeText } from './cleanup-step-text.ts'
import { countOf, levelText, type PlanCount } from './cleanup-sums.ts'
import { type DocumentStep, documentStep } from './document-step.ts'

/** What a plan says, however it is written, in this order; names in it are not escaped. */
export interface CleanupDocument {
  readonly part: PlanPart
  readonly count: PlanCount
  readonly levels: readonly DocumentLevel[]
  /** What the plan has no step for, and why; undefined where there is none. */
  readonly leftOut: DocumentLeftOut | undefined
}

/** A level of safety, the safest first, with its steps. */
export interface DocumentLevel {
  readonly title: string
  readonly text: string
  /** What it frees; undefined where it has no command. */
  readonly sum: string | undefined
  readonly steps: readonly DocumentStep[]
}

interface DocumentLeftOut {
  readonly title: string
  readonly text: string
  readonly each: readonly { readonly path: string; readonly why: string }[]
}

/** `chosen`: of these steps only, by their `at`. */
export function cleanupDocument(
  source: PlanSource,
  language: Language,
  chosen: readonly number[] | undefined,
): CleanupDocument {
  const plan = planOf(source)
  const part = partOf(plan, chosen)
  const followUpsOf = followUpsByStep(plan.followUps)
  const { stages } = planCatalogue(language)
  const levels = part.levels.map((level) => {
    const own = part.steps.filter(({ stage }) => stage === level.stage)
    const steps = own.map((step) => documentStep(step, followUpsOf(step), source.view, language))
    return { ...stages[level.stage], sum: levelText(level, language), steps }
  })
  return { part, count: countOf(part), levels, leftOut: leftOutOf(plan.leftOut, language) }
}

function leftOutOf(all: readonly LeftOut[], language: Language): DocumentLeftOut | undefined {
  if (all.length === 0) return undefined
  const { title, text } = planCatalogue(language).leftOut
  const each = all.map((one) => ({
    path: one.path,
    why: leftOutText(one, timeText(one), language),
  }))
  return { title, text, each }
}
