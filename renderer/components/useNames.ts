import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { joinNames } from '../../shared/i18n/sentences.ts'
import { showName } from '../format/path.ts'

/** Names one after the other in a sentence of the window, each as it can be shown. */
export function useNames(): (names: readonly string[]) => string {
  const { i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  return useCallback((names) => joinNames(names.map(showName), language), [language])
}
