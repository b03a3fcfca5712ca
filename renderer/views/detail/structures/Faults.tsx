import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../../shared/bytes/errors.ts'
import { FaultText } from '../../../components/FaultText.tsx'
import { Section } from '../Section.tsx'
import classes from './structure.module.css'

/** What was wrong in an image's structures without stopping their reading. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useTranslation()
  if (faults.length === 0) return undefined
  return (
    <Section title={t('structure.faults')}>
      <ul className={classes['faults']}>
        {faults.map((fault) => (
          <li key={`${fault.what} ${fault.offset}`}>
            {t(`fault.${fault.code}`)}
            <FaultText fault={fault} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
