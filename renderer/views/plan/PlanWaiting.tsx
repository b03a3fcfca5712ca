import { Button, Loader } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { FailureText } from '../../components/FailureText.tsx'
import { usePlan, useScan } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan-state.ts'
import frame from '../node/tables/TableFrame.module.css'

/** Stands there until the plan has come, and where it cannot. */
export function PlanWaiting() {
  const { t } = useTranslation()
  const failure = usePlan(({ failure }) => failure)
  const { rescan } = useScan(selectScanActions)
  return (
    <section data-region="table" className={frame['frame']} aria-busy={failure === undefined}>
      <div className={frame['empty']} {...(failure !== undefined && { role: 'alert' })}>
        <span className={frame['emptyIcon']}>
          {failure === undefined ? <Loader size="sm" /> : <CircleAlert size={30} />}
        </span>
        <h2>{t(failure === undefined ? 'plan.making' : 'plan.failed')}</h2>
        {failure !== undefined && (
          <>
            <p>
              <FailureText failure={failure} />
            </p>
            <Button variant="default" onClick={() => void rescan()}>
              {t('bar.rescan')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
