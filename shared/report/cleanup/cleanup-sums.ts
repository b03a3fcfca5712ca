import { type FollowUpSum, sumOfFollowUps } from '../../analysis/cleanup/follow-ups.ts'
import { type CleanupTotal, isMore, knownOf } from '../../analysis/cleanup/total.ts'
import type { LevelSum, PlanPart } from '../../analysis/cleanup/whole-plan.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { joinSentences } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { formatCount } from '../count.ts'
import { formatSize } from '../size.ts'

/** How many steps a plan has, and what those come to that are written of it. */
export interface PlanCount {
  readonly all: number
  readonly steps: number
  readonly total: CleanupTotal
  /** What comes when they were taken. */
  readonly afterwards: FollowUpSum
}

export function countOf({ all, steps, total, followUps }: PlanPart): PlanCount {
  return { all, steps: steps.length, total, afterwards: sumOfFollowUps(followUps) }
}

/** How many steps there are, and what they free. */
export function sumText({ steps, total }: PlanCount, language: Language): string {
  const words = planCatalogue(language)
  const { given } = total
  const values = {
    steps: formatCount(steps),
    given: formatCount(given),
  }
  if (given === 0) return fill(words.sumOfNone, values)
  const amount = amountText(total, language)
  const sum = fill(given === steps ? words.sum : words.sumOfSome, { ...values, amount })
  return joinSentences([sum, ...asideTexts(total, language)], language)
}

/** What a level frees on top of those before it; undefined where it has no command. */
export function levelText(level: LevelSum, language: Language): string | undefined {
  if (level.given === 0) return undefined
  const sum = fill(planCatalogue(language).level, { amount: amountText(level, language) })
  return joinSentences(
    [sum, ...againTexts(level, language), ...asideTexts(level, language)],
    language,
  )
}

/** Why it is less than its steps say. */
export function againTexts({ again }: LevelSum, language: Language): readonly string[] {
  return again === 0 ? [] : [fill(planCatalogue(language).again, { size: formatSize(again) })]
}

/** How many of the steps free nothing by themselves. */
function asideTexts({ aside }: CleanupTotal, language: Language): readonly string[] {
  if (aside === 0) return []
  return [fill(planCatalogue(language).asideSteps, { count: formatCount(aside) })]
}

function amountText(total: CleanupTotal, language: Language): string {
  const { amount, amountMore, amountAtLeast, amountUnknown } = planCatalogue(language)
  const bytes = knownOf(total)
  if (bytes === undefined) return amountUnknown
  const values = { size: formatSize(bytes), unknown: formatCount(total.unknown) }
  if (total.unknown > 0) return fill(amountAtLeast, values)
  return fill(isMore(total) ? amountMore : amount, values)
}
