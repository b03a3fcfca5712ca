import { useTranslation } from 'react-i18next'
import type { Fault } from '../../shared/bytes/errors.ts'

/** Where a fault is, what was expected there and what was found. */
export function FaultText({ fault }: { readonly fault: Fault }) {
  const { t } = useTranslation()
  const { what, offset, expected, found } = fault
  return (
    <div className="mono selectable">
      {t('structure.faultAt', { what, offset, expected, found })}
    </div>
  )
}
