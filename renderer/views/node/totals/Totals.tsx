import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mayBeCopies, otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isUnrecognised } from '../../../../shared/analysis/opened/unrecognised.ts'
import { watchSize } from '../../../components/watch-size.ts'
import { sumText } from '../../../format/sum-text.ts'
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
  const { section, minHeight } = useKeptHeight(view !== undefined)
  return (
    <section
      ref={section}
      className={classes['totals']}
      style={{ minHeight }}
      aria-label={t('totals.label')}
    >
      {view === undefined ? <Waiting /> : <Known view={view} />}
    </section>
  )
}

/** While a place is scanned again the cards are as high as before: the table below them stays where it is. */
function useKeptHeight(isKnown: boolean) {
  const section = useRef<HTMLElement>(null)
  const known = useRef<number>(undefined)
  useLayoutEffect(() => {
    const { current } = section
    if (!isKnown || current === null) return undefined
    return watchSize(current, () => {
      known.current = current.offsetHeight
    })
  }, [isKnown])
  return { section, minHeight: isKnown ? undefined : known.current }
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
  const isNothing = hasFailed && allocated === 0
  const later = t(hasFailed ? 'banner.scanFailed' : 'totals.afterScan')
  const dash = <span className={classes['dash']}>–</span>
  return (
    <>
      <Card title={t('totals.fileSystem')} value={dash} note={later} />
      <Card
        title={t('totals.allocated')}
        value={allocated === undefined || isNothing ? dash : sumText(allocated, hasFailed)}
        note={hasFailed ? later : t('totals.soFar')}
        explain="totalAllocated"
      />
      <Card title={t('totals.virtual')} value={dash} note={later} explain="virtual" />
      <Card title={t('totals.overcommit')} value={dash} note={later} explain="overcommit" />
    </>
  )
}
