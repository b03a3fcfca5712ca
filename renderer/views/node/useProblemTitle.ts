import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingCode } from '../../../shared/findings/codes.ts'
import type { ProblemTitle } from './filter.ts'

/** Titles of problem codes in the window's language; the same function until that changes. */
export function useProblemTitle(): ProblemTitle {
  const { t } = useTranslation()
  return useMemo(() => {
    // Thousands of findings share a few codes, and looking a text up takes its time.
    const titles = new Map<FindingCode, string>()
    return (code) => {
      const known = titles.get(code)
      if (known !== undefined) return known
      const title = t(`findings.code.${code}.title`)
      titles.set(code, title)
      return title
    }
  }, [t])
}
