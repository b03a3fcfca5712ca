import { Button } from '@mantine/core'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { lacksRead } from '../../../../shared/analysis/sizes/partial.ts'
import type { FindingCode } from '../../../../shared/findings/codes.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { FailureText } from '../../../components/FailureText.tsx'
import { useScan, useView } from '../../../stores/context.tsx'
import { hasOnlyFailed, selectScanActions } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import { NodesInside } from '../NodesInside.tsx'
import { LeftOut } from '../problems/LeftOut.tsx'
import { groupOf } from '../problems/problem-table.ts'
import classes from './ScanBanner.module.css'
import { WentAway } from './WentAway.tsx'

/** What could not be read, and where that stands: entries, or what an image stands on. */
function Unread({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const { showScope, showSeverity, filter, select } = useView(selectViewActions)
  const denied = useScan(({ view }) => view?.findings.find(({ code }) => code === OWNERS))
  const show = () => {
    showSeverity(undefined)
    filter('problems', UNREADABLE)
    showScope('problems')
  }
  const explain = (problem: Finding) => {
    show()
    select({ kind: 'problem', path: groupOf(problem) })
  }
  return (
    <div className={classes['banner']} data-tone="warning" role="status">
      <TriangleAlert size={16} aria-hidden />
      <strong>{t('banner.partial')}</strong>
      <span>{count === 0 ? t('unknown.below') : t('unknown.text', { count })}</span>
      <Button size="compact-xs" variant="default" onClick={show}>
        {t('unknown.show')}
      </Button>
      {denied !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => explain(denied)}>
          {t('unknown.how')}
        </Button>
      )}
    </div>
  )
}

/** Problems are found by their code, whatever the language. */
const UNREADABLE: FindingCode = 'unreadable'
/** Of what others own: by owner, and with the commands that let it be read. */
const OWNERS: FindingCode = 'unreadable-owners'

/** Stays above every view while what is shown is not the whole. */
export function ScanBanner() {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const end = view?.end
  const unreadable = view?.totals.unreadable ?? 0
  const failure = useScan(({ failure }) => failure)
  const notAgain = useScan(({ notAgain }) => notAgain)
  const isSaidInTable = useScan(hasOnlyFailed)
  const { rescan, leaveOut } = useScan(selectScanActions)
  const lost = view?.notOpened?.length ?? 0
  const again = (
    <Button size="compact-xs" variant="default" onClick={() => void rescan()}>
      {t('banner.tryAgain')}
    </Button>
  )
  if (isSaidInTable) return undefined
  if (failure !== undefined) {
    return (
      <div className={classes['banner']} data-tone="high" role="alert">
        <CircleAlert size={16} aria-hidden />
        <strong>{t('banner.scanFailed')}</strong>
        <FailureText failure={failure} />
        {again}
      </div>
    )
  }
  const ofBefore = notAgain !== undefined && (
    <div className={classes['banner']} data-tone="info" role="status">
      <Info size={16} aria-hidden />
      <strong>{t('banner.notAgain')}</strong>
      <FailureText failure={notAgain} />
      {again}
    </div>
  )
  if (end?.state !== 'partial') {
    return (
      <>
        {ofBefore}
        {view !== undefined && lacksRead(view) && <Unread count={unreadable} />}
        {view?.gone !== undefined && <WentAway gone={view.gone} />}
        {view !== undefined && <NodesInside view={view} />}
      </>
    )
  }
  return (
    <>
      {ofBefore}
      <div className={classes['banner']} data-tone="warning" role="status">
        <TriangleAlert size={16} aria-hidden />
        <strong>{t('banner.partial')}</strong>
        <span>
          {t(`banner.${end.reason}`)} <LeftOut />
        </span>
        {again}
        {end.reason === 'not-opened' && (
          <Button size="compact-xs" variant="default" onClick={() => void leaveOut()}>
            {t('banner.goOn', { count: lost })}
          </Button>
        )}
      </div>
    </>
  )
}
