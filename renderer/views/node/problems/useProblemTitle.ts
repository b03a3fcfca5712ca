import type { TFunction } from 'i18next'
import { useText } from '../../../i18n/text.tsx'
import { keptBy } from '../kept-by.ts'
import type { ChainWord, ProblemTitle } from '../tables/filter.ts'

const titlesIn = keptBy(
  (t: TFunction): ProblemTitle =>
    (code) =>
      t(`findings.code.${code}.title`),
)

/** Titles of problem codes in the window's language; the same function until that changes. */
export function useProblemTitle(): ProblemTitle {
  return titlesIn(useText().t)
}

const wordsIn = keptBy(
  (t: TFunction): ChainWord =>
    (chain) =>
      t(`chain.short.${chain}`),
)

/** How chains end in the window's language; the same function until that changes. */
export function useChainWord(): ChainWord {
  return wordsIn(useText().t)
}

/** Of an instance of which not all was seen. */
export type NotWholeWord = () => string

const notWholeIn = keptBy(
  (t: TFunction): NotWholeWord =>
    () =>
      t('unknown.notWhole'),
)

/** What finds those instances, in the window's language; the same function until that changes. */
export function useNotWholeWord(): NotWholeWord {
  return notWholeIn(useText().t)
}
