import { useTranslation } from 'react-i18next'
import type { Fault } from '../../shared/bytes/errors.ts'
import { useFaultWords } from './useFaultWords.ts'

/** Where a fault is, what was expected there and what was found. */
export function FaultText({ fault }: { readonly fault: Fault }) {
  const { t } = useTranslation()
  const wordsOf = useFaultWords()
  return <div className="selectable">{t('structure.faultAt', { ...wordsOf(fault) })}</div>
}
