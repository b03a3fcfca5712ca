import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImageTaskResult } from '../../shared/ipc/tasks.ts'
import type { PageWork, TaskState } from '../stores/task-state.ts'
import { FailureText } from './FailureText.tsx'
import { FaultText } from './FaultText.tsx'
import classes from './TaskEnd.module.css'

type WithoutResult = Extract<ImageTaskResult, { readonly kind: 'refused' | 'unsupported' }>

interface TaskEndProps {
  readonly work: PageWork
  readonly state: TaskState
  readonly onAgain: () => void
}

/** Why a piece of work has no result; nothing where it has one, or has not ended. */
export function TaskEnd({ work, state, onAgain }: TaskEndProps) {
  const { t } = useTranslation()
  const result = state.kind === 'done' ? withoutResult(state.result) : undefined
  if (result !== undefined) return <NoResult result={result} />
  if (state.kind === 'idle' && state.wasCancelled) {
    return <p role="status">{t(`inspector.task.cancelled.${work}`)}</p>
  }
  if (state.kind !== 'failed') return undefined
  return (
    <div className={classes['failed']} role="alert">
      <FailureText failure={state.failure} />
      <Button variant="default" onClick={onAgain}>
        {t('inspector.task.again')}
      </Button>
    </div>
  )
}

function withoutResult(result: ImageTaskResult): WithoutResult | undefined {
  return result.kind === 'refused' || result.kind === 'unsupported' ? result : undefined
}

function NoResult({ result }: { readonly result: WithoutResult }) {
  const { t } = useTranslation()
  if (result.kind === 'unsupported') {
    return <p>{t('inspector.task.unsupported', { format: result.format })}</p>
  }
  const reason = t(`fault.${result.fault.code}`)
  return (
    <div className={classes['refused']} role="alert">
      <p>{t('inspector.task.refused', { reason })}</p>
      <FaultText fault={result.fault} />
    </div>
  )
}
