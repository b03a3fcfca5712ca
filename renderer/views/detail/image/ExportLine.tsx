import { useTranslation } from 'react-i18next'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import classes from '../detail.module.css'
import advice from '../problems/FindingAdvice.module.css'
import { Command } from '../problems/FindingAdvice.tsx'
import { Section } from '../Section.tsx'

/** How the guest's disk becomes a raw file: a command to copy, or why there is none. */
export function ExportLine({ report: { exported } }: { readonly report: ImageReport }) {
  const { t } = useTranslation()
  if (exported === undefined) return undefined
  return (
    <Section title={t('exportLine.title')}>
      {exported.kind === 'command' ? (
        <>
          <ul className={advice['commands']} aria-label={t('exportLine.label')}>
            <li>
              <Command text={exported.line} />
            </li>
          </ul>
          <p className={classes['faint']}>{t('exportLine.note')}</p>
        </>
      ) : (
        <p className={classes['faint']}>{t(`exportLine.none.${exported.why}`)}</p>
      )}
    </Section>
  )
}
