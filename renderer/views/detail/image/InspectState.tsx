import { Button, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import { FailureText } from '../../../components/FailureText.tsx'
import classes from '../detail.module.css'

interface InspectStateProps {
  readonly failure: Failure | undefined
  readonly onRetry: () => void
}

/** Above a report that is still true: why what was asked for since could not be done. */
export function InspectNotice({ failure }: { readonly failure: Failure | undefined }) {
  if (failure === undefined) return undefined
  return (
    <div className={classes['notice']} role="alert">
      <FailureText failure={failure} />
    </div>
  )
}

/** In place of a report: being read, or why it could not be. */
export function InspectState({ failure, onRetry }: InspectStateProps) {
  const { t } = useTranslation()
  if (failure === undefined) {
    return (
      <div className={classes['message']} aria-busy>
        <Loader size="xs" role="img" aria-label={t('detail.loading')} />
      </div>
    )
  }
  return (
    <div className={classes['message']} role="alert">
      <FailureText failure={failure} />
      <Button variant="default" onClick={onRetry}>
        {t('detail.retry')}
      </Button>
    </div>
  )
}
