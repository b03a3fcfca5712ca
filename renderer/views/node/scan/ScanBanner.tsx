import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { lacksRead } from '../../../../shared/analysis/sizes/partial.ts'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import type { ScanEnd } from '../../../../shared/scan/model.ts'
import { FailureText } from '../../../components/FailureText.tsx'
import { useScan } from '../../../stores/context.tsx'
import { hasOnlyFailed, selectScanActions } from '../../../stores/scan-state.ts'
import { NodesInside } from '../NodesInside.tsx'
import { LeftOut } from '../problems/LeftOut.tsx'
import { Banner } from './Banner.tsx'
import { UnreadBanner } from './UnreadBanner.tsx'
import { WentAway } from './WentAway.tsx'

/** Stays above every view while what is shown is not the whole. */
export function ScanBanner() {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const failure = useScan(({ failure }) => failure)
  const notAgain = useScan(({ notAgain }) => notAgain)
  const isSaidInTable = useScan(hasOnlyFailed)
  if (isSaidInTable) return undefined
  if (failure !== undefined) {
    return <Failed tone="high" title={t('banner.scanFailed')} failure={failure} />
  }
  return (
    <>
      {notAgain !== undefined && (
        <Failed tone="info" title={t('banner.notAgain')} failure={notAgain} />
      )}
      {view !== undefined && <Lacking view={view} />}
    </>
  )
}

interface FailedProps {
  readonly tone: 'high' | 'info'
  readonly title: string
  readonly failure: Failure
}

function Failed({ failure, ...banner }: FailedProps) {
  return (
    <Banner {...banner}>
      <FailureText failure={failure} />
      <TryAgain />
    </Banner>
  )
}

function Lacking({ view }: { readonly view: NodeView }) {
  const { end, totals, gone, notOpened = [] } = view
  if (end.state === 'partial') return <Partial reason={end.reason} lost={notOpened.length} />
  return (
    <>
      {lacksRead(view) && <UnreadBanner count={totals.unreadable} />}
      {gone !== undefined && <WentAway gone={gone} />}
      <NodesInside view={view} />
    </>
  )
}

interface PartialProps {
  readonly reason: Extract<ScanEnd, { readonly state: 'partial' }>['reason']
  /** How many paths could not be opened. */
  readonly lost: number
}

function Partial({ reason, lost }: PartialProps) {
  const { t } = useTranslation()
  const { leaveOut } = useScan(selectScanActions)
  return (
    <Banner tone="warning" title={t('banner.partial')}>
      <span>
        {t(`banner.${reason}`)} <LeftOut />
      </span>
      <TryAgain />
      {reason === 'not-opened' && (
        <Button size="compact-xs" variant="default" onClick={() => void leaveOut()}>
          {t('banner.goOn', { count: lost })}
        </Button>
      )}
    </Banner>
  )
}

function TryAgain() {
  const { t } = useTranslation()
  const { rescan } = useScan(selectScanActions)
  return (
    <Button size="compact-xs" variant="default" onClick={() => void rescan()}>
      {t('banner.tryAgain')}
    </Button>
  )
}
