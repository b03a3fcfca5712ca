import type { TFunction } from 'i18next'
import { type CleanupTotal, isMore } from '../../../shared/analysis/cleanup/total.ts'
import type { Waiting } from '../../../shared/analysis/cleanup/waiting.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import type { Language } from '../../../shared/ipc/contract.ts'
import type { PlanChoice, PlanSummary } from '../../../shared/ipc/plan.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { sumText } from '../../format/sum-text.ts'

/** Bytes that steps free together; a dash where none of them may be taken. `isPart`: there may be other steps. */
export function freesText(total: CleanupTotal, isPart = false): string {
  return total.given === 0 ? '–' : sumText(total.bytes, isPart || isMore(total))
}

/** What is left out takes, in the words for it where that is known of nothing. */
export function waitingSize({ bytes, isAtLeast }: Waiting, language: Language): string {
  return bytes === undefined ? planCatalogue(language).sizeUnknown : sumText(bytes, isAtLeast)
}

/** Steps with what they come to: chosen ones, or all of a plan. */
type Summed = Pick<PlanChoice, 'steps' | 'total' | 'afterwards'> & Pick<PlanSummary, 'byNova'>

interface SumNote {
  readonly text: string
  readonly isWarning?: true
}

/** What the sum does not tell: what it lacks, and what comes later. */
export function sumNotes(
  { steps, total, byNova, afterwards }: Summed,
  t: TFunction,
): readonly SumNote[] {
  const { given, unknown, aside } = total
  const { bases, bytes } = afterwards
  return [
    ...(byNova !== undefined
      ? [{ text: t('plan.bar.byNova', { size: formatSize(byNova.bytes), count: byNova.steps }) }]
      : []),
    ...(aside > 0 ? [{ text: t('plan.bar.aside', { count: aside }) }] : []),
    ...(bases > 0
      ? [{ text: t('plan.bar.afterwards', { size: formatSize(bytes), count: bases }) }]
      : []),
    ...(unknown > 0 ? [{ text: t('plan.bar.unknown', { count: unknown }) }] : []),
    ...(given < steps
      ? [{ text: t('plan.bar.without', { count: steps - given }), isWarning: true as const }]
      : []),
  ]
}
