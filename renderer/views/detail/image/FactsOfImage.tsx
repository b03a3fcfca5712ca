import { useTranslation } from 'react-i18next'
import { knownAllocated } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { isFixedVpc } from '../../../../shared/formats/vpc/fixed.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { useScan } from '../../../stores/context.tsx'
import { diskAt } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
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
        allocated={top?.allocatedFrom === undefined ? stat.allocated : knownAllocated(top)}
        isDerived={top?.allocatedFrom === 'tables'}
        elsewhere={top?.elsewhere}
        role={verdict.role}
        isLayer={useIsLayer(report)}
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

/** Whether another image of the instance that it belongs to on the scanned node stands on it. */
function useIsLayer({ placeId, path, chain }: ImageReport): boolean {
  const isOfNode = useScan(({ place }) => place?.id === placeId)
  const owned = diskAt(chain.layers[0]?.path ?? path, useNodeIndex())
  return isOfNode && owned?.row.layers?.includes(owned.disk) === true
}
