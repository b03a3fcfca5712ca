import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../shared/bytes/errors.ts'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { phraseWords, placeWords } from '../../shared/i18n/phrase-words.ts'
import { formatOffset } from '../../shared/values/offset.ts'

type Place = Pick<Fault, 'what' | 'offset' | 'expected' | 'found'>

export type FaultWords = Readonly<Record<keyof Place, string>>

/** What is said of a place, in the language of the window; all its offsets in one base. */
export function useFaultWords(): (place: Place) => FaultWords {
  const { i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  return useCallback(
    ({ what, offset, expected, found }) => ({
      what: placeWords(what, language),
      offset: formatOffset(offset),
      expected: phraseWords(expected, language),
      found: phraseWords(found, language),
    }),
    [language],
  )
}
