import { useMemo } from 'react'
import type { LeftOut } from '../../../shared/analysis/cleanup/left-out.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { useText } from '../../i18n/text.tsx'
import { useProblemTitle } from '../node/problems/useProblemTitle.ts'
import { createRowFilter, leftOutRowText, problemRowText } from '../node/tables/filter.ts'
import { useHostOf } from '../node/tables/useHostOf.ts'
import { leftOutWhy } from './left-out-words.ts'
import type { PlannedStep } from './plan-table.ts'

/** What is left out and has all words of the filter, which are looked for in what its row says. */
export function useShownLeftOut(leftOut: readonly LeftOut[], filter: string): readonly LeftOut[] {
  const title = useProblemTitle()
  const hostOf = useHostOf()
  const language = offeredLanguage(useText().language)
  const rowFilter = useMemo(() => {
    const whyOf = (one: LeftOut) => leftOutWhy(one, language)
    return createRowFilter(leftOutRowText(title, whyOf, hostOf))
  }, [title, hostOf, language])
  return useMemo(() => rowFilter.apply(leftOut, filter), [rowFilter, leftOut, filter])
}

export function useShownSteps(
  steps: readonly PlannedStep[],
  filter: string,
): readonly PlannedStep[] {
  const title = useProblemTitle()
  const hostOf = useHostOf()
  const rowFilter = useMemo(() => {
    const textOf = problemRowText(title, hostOf)
    return createRowFilter(({ finding }: PlannedStep) => textOf(finding))
  }, [title, hostOf])
  return useMemo(() => rowFilter.apply(steps, filter), [rowFilter, steps, filter])
}
