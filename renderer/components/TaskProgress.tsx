import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../shared/report/size.ts'
import type { TaskState } from '../stores/task-state.ts'
import { ProgressTrack } from './ProgressTrack.tsx'
import classes from './TaskProgress.module.css'

interface TaskProgressProps {
  readonly label: string
  readonly state: Extract<TaskState, { readonly kind: 'running' | 'cancelling' }>
  /** What the bytes are of. */
  readonly of: 'ofTables' | 'ofDisk' | 'ofData'
  readonly onCancel: () => void
}

/** How far a piece of work has come, and the button that stops it. */
export function TaskProgress({ label, state, of, onCancel }: TaskProgressProps) {
  const { t } = useTranslation()
  const { done, total, kind } = state
  const percent = total > 0 ? Math.min(100, (done / total) * 100) : undefined
  return (
    <div className={classes['progress']}>
      <div className={classes['line']}>
        <strong>{label}</strong>
        <span className={classes['amount']} role="status">
          {percent === undefined
            ? t('inspector.task.starting')
            : t(`inspector.task.${of}`, { done: formatSize(done), total: formatSize(total) })}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={onCancel}
          disabled={kind === 'cancelling'}
        >
          {t(kind === 'cancelling' ? 'inspector.task.cancelling' : 'inspector.task.cancel')}
        </Button>
      </div>
      <ProgressTrack label={label} percent={percent} isAlone />
    </div>
  )
}
