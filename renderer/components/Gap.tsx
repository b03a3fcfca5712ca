import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { gapOf } from '../../shared/i18n/sentences.ts'

/** What stands behind a full stop or a colon: a blank, which Chinese has not. */
export function Gap() {
  const { i18n } = useTranslation()
  return gapOf(offeredLanguage(i18n.language))
}
