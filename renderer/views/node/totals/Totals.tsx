import { useTranslation } from 'react-i18next'
import { mayBeCopies, otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isUnrecognised } from '../../../../shared/analysis/opened/unrecognised.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { useScan } from '../../../stores/context.tsx'
import { AllocatedCard } from './AllocatedCard.tsx'
import { FileSystemCard, OtherSpaceCard } from './FileSystemCard.tsx'
import { TotalCard as Card } from './TotalCard.tsx'
import classes from './Totals.module.css'
import { VirtualCards } from './VirtualCards.tsx'

/** The node in four numbers. */
export function Totals() {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  return (
    <section className={classes['totals']} aria-label={t('totals.label')}>
      {view === undefined ? <Waiting /> : <Known view={view} />}
    </section>
  )
}

function Known({ view }: { readonly view: NodeView }) {
  const otherSpace = otherSpaceOf(view.accounting.growth.unknown)
  return (
    <>
      {otherSpace === undefined || mayBeCopies(otherSpace) ? (
        <FileSystemCard view={view} />
      ) : (
        <OtherSpaceCard why={otherSpace} />
      )}
      <AllocatedCard view={view} />
      {!isUnrecognised(view) && (
        <VirtualCards view={view} available={otherSpace ? undefined : view.fileSystem?.available} />
      )}
    </>
  )
}

/** While the scan runs only what is allocated so far is known, and of one that failed nothing more. */
function Waiting() {
  const { t } = useTranslation()
  const allocated = useScan(({ progress }) => progress?.allocated)
  const hasFailed = useScan(({ failure }) => failure !== undefined)
  const later = t(hasFailed ? 'banner.scanFailed' : 'totals.afterScan')
  const dash = <span className={classes['dash']}>–</span>
  return (
    <>
      <Card title={t('totals.fileSystem')} value={dash} note={later} />
      <Card
        title={t('totals.allocated')}
        value={allocated === undefined ? dash : formatSize(allocated)}
        note={hasFailed ? later : t('totals.soFar')}
        explain="totalAllocated"
      />
      <Card title={t('totals.virtual')} value={dash} note={later} explain="virtual" />
      <Card title={t('totals.overcommit')} value={dash} note={later} explain="overcommit" />
    </>
  )
}
