import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemTitle } from './filter.ts'

/** Titles of problem codes in the window's language; the same function until that changes. */
export function useProblemTitle(): ProblemTitle {
  const { t } = useTranslation()
  return useMemo(() => (code) => t(`findings.code.${code}.title`), [t])
}
