import { useTranslation } from 'react-i18next'
import { isFixedVpc } from '../../../shared/formats/vpc/fixed.ts'
import type { ImageReport } from '../../../shared/ipc/contract.ts'
import classes from './detail.module.css'
import { ImageFacts } from './ImageFacts.tsx'
import type { Locating } from './LocatedNote.tsx'
import { Section } from './Section.tsx'

/** The facts of an image, and how it is read where QEMU by itself would take it for something else. */
export function FactsOfImage(props: {
  readonly report: ImageReport
  readonly locating?: Locating | undefined
}) {
  const { t } = useTranslation()
  const { report, locating } = props
  const { details, stat, chain } = report
  const [top] = chain.layers
  const isVpc = isFixedVpc(details) && top?.image.format === 'vpc'
  return (
    <Section title={t('detail.facts')}>
      <ImageFacts
        summary={details.summary}
        stat={stat}
        elsewhere={top?.elsewhere}
        locating={locating}
      />
      {isVpc && <p className={classes['faint']}>{t('facts.fixedVhd')}</p>}
    </Section>
  )
}
