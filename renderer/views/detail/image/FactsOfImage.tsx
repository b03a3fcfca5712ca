import { useTranslation } from 'react-i18next'
import { formatName } from '../../../../shared/formats/names.ts'
import { isFixedVpc } from '../../../../shared/formats/vpc/fixed.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import type { Locating } from '../chain/LocatedNote.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { ImageFacts } from './ImageFacts.tsx'
import { summaryRead } from './summary-read.ts'

/** The facts of an image, and how it is read where QEMU by itself would take it for something else. */
export function FactsOfImage(props: {
  readonly report: ImageReport
  readonly locating?: Locating | undefined
}) {
  const { t } = useTranslation()
  const { report, locating } = props
  const { details, stat, chain, verdict } = report
  const [top] = chain.layers
  const summary = summaryRead(report)
  const isVpc = isFixedVpc(details) && top?.image.format === 'vpc'
  return (
    <Section title={t('detail.facts')}>
      <ImageFacts
        summary={summary}
        stat={stat}
        elsewhere={top?.elsewhere}
        role={verdict.role}
        locating={locating}
      />
      {summary !== details.summary && (
        <p className={classes['faint']}>
          {t('diskLayers.readRaw', { format: formatName(details.summary.format) })}
        </p>
      )}
      {isVpc && <p className={classes['faint']}>{t('facts.fixedVhd')}</p>}
    </Section>
  )
}
