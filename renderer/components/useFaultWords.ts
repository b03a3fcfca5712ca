import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../shared/bytes/errors.ts'
import { faultWords, type Said } from '../../shared/i18n/fault-words.ts'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { formatOffset } from '../../shared/values/offset.ts'

export interface FaultWords extends Said {
  readonly offset: string
}

/** What is said of a place, in the language of the window; all its offsets in one base. */
export function useFaultWords(): (fault: Said & Pick<Fault, 'offset'>) => FaultWords {
  const { i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  return useCallback(
    (fault) => ({
      ...faultWords(fault, language),
      offset: formatOffset(fault.offset),
    }),
    [language],
  )
}
