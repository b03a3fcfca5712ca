import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SnapshotsSpace } from '../../../../shared/formats/qcow2/snapshot-space.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { TaskEnd } from '../../../components/TaskEnd.tsx'
import { TaskProgress } from '../../../components/TaskProgress.tsx'
import { useImageTasks } from '../../../stores/context.tsx'
import { selectImageTaskActions } from '../../../stores/image-tasks.ts'
import { isRunning } from '../../../stores/task-state.ts'
import classes from '../../detail/structures/structure.module.css'

/** What the snapshots alone hold, once that was measured. */
export function useSnapshotsSpace(): SnapshotsSpace | undefined {
  const state = useImageTasks(({ works }) => works['snapshot-space'])
  const result = state.kind === 'done' ? state.result : undefined
  return result?.kind === 'snapshot-space' ? result.space : undefined
}

/** What all of them hold together, and the measuring of it. `dataFile`: the guest's data is in another file. */
export function SnapshotSpace({ dataFile }: { readonly dataFile: boolean }) {
  const space = useSnapshotsSpace()
  return (
    <div className={classes['below']}>
      {space && <SpaceNotes space={space} dataFile={dataFile} />}
      <Measure />
    </div>
  )
}

function SpaceNotes(props: { readonly space: SnapshotsSpace; readonly dataFile: boolean }) {
  const { t } = useTranslation()
  const { shared, total, changed } = props.space
  const bytes = (held: SnapshotsSpace['total']) => held.diskBytes + held.vmStateBytes
  return (
    <>
      {props.dataFile ? (
        <p>{t('inspector.snapshots.dataFile')}</p>
      ) : (
        <p>
          {t(`inspector.snapshots.${bytes(shared) > 0 ? 'totalShared' : 'total'}`, {
            size: formatSize(bytes(total)),
            shared: formatSize(bytes(shared)),
          })}
        </p>
      )}
      {changed && <p className={classes['warning']}>{t('inspector.changed')}</p>}
    </>
  )
}

function Measure() {
  const { t } = useTranslation()
  const state = useImageTasks(({ works }) => works['snapshot-space'])
  const { start, cancel } = useImageTasks(selectImageTaskActions)
  const measure = () => void start('snapshot-space')
  if (state.kind === 'running' || state.kind === 'cancelling') {
    return (
      <TaskProgress
        label={t('inspector.snapshots.measuring')}
        state={state}
        of="ofTables"
        onCancel={() => cancel('snapshot-space')}
      />
    )
  }
  return (
    <>
      <TaskEnd work="snapshot-space" state={state} onAgain={measure} />
      {!isRunning(state) && state.kind !== 'failed' && (
        <Button variant="default" onClick={measure}>
          {t(
            state.kind === 'done'
              ? 'inspector.snapshots.measureAgain'
              : 'inspector.snapshots.measure',
          )}
        </Button>
      )}
    </>
  )
}
