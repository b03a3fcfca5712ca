import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageTaskResult } from '../../../../shared/ipc/tasks.ts'
import type { NumberedExtent } from '../../../../shared/map/extent-table.ts'
import { FailureText } from '../../../components/FailureText.tsx'
import { TaskEnd } from '../../../components/TaskEnd.tsx'
import { TaskProgress } from '../../../components/TaskProgress.tsx'
import { useDiskMap, useImageTasks } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'
import { selectImageTaskActions } from '../../../stores/image-tasks.ts'
import type { TaskState } from '../../../stores/task-state.ts'
import { ExtentTable } from './ExtentTable.tsx'
import { MapPicture } from './MapPicture.tsx'
import { type MapMode, MapToolbar } from './MapToolbar.tsx'
import classes from './map.module.css'

type MapResult = Extract<ImageTaskResult, { readonly kind: 'map' }>

/** The allocation map of an image: walked when it is first asked for. */
export function MapTab() {
  const { t } = useTranslation()
  const walk = useImageTasks(({ works }) => works.map)
  const zeros = useImageTasks(({ works }) => works.zeros)
  const { start } = useImageTasks(selectImageTaskActions)
  const isForgotten = walk.kind === 'idle' && walk.wasCancelled !== true
  // When the tab is turned to, and when the image was read again. A walk that was cancelled does not
  // begin again by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of a walk only that it is forgotten
  useEffect(() => {
    if (walk.kind === 'idle') void start('map')
  }, [isForgotten])
  const map = mapOf(zeros) ?? mapOf(walk)
  return (
    <section className={classes['tab']}>
      {map === undefined ? (
        <Walk state={walk} />
      ) : map.summary.size === 0 ? (
        <p className={classes['walk']}>{t('inspector.map.empty')}</p>
      ) : (
        <DrawnMap map={map} />
      )}
    </section>
  )
}

function mapOf(state: TaskState): MapResult | undefined {
  return state.kind === 'done' && state.result.kind === 'map' ? state.result : undefined
}

function Walk({ state }: { readonly state: TaskState }) {
  const { t } = useTranslation()
  const { start, cancel } = useImageTasks(selectImageTaskActions)
  const walk = () => void start('map')
  return (
    <div className={classes['walk']}>
      <p>{t('inspector.map.intro')}</p>
      {(state.kind === 'running' || state.kind === 'cancelling') && (
        <TaskProgress
          label={t('inspector.map.walking')}
          state={state}
          of="ofDisk"
          onCancel={() => cancel('map')}
        />
      )}
      <TaskEnd work="map" state={state} onAgain={walk} />
      {state.kind === 'idle' && <Button onClick={walk}>{t('inspector.map.start')}</Button>}
    </div>
  )
}

function DrawnMap({ map: { mapId, summary } }: { readonly map: MapResult }) {
  const [mode, setMode] = useState<MapMode>('picture')
  const [cursor, setCursor] = useState<number>()
  const [extent, setExtent] = useState(0)
  const failure = useDiskMap(({ failure }) => failure)
  const { open, centre } = useDiskMap(selectDiskMapActions)
  useEffect(() => open(mapId, summary.size), [open, mapId, summary.size])

  const showExtent = (index: number) => {
    setExtent(index)
    setMode('table')
  }
  const showOnMap = ({ index, start }: NumberedExtent) => {
    setExtent(index)
    setCursor(start)
    centre(start)
    setMode('picture')
  }
  const leaveTable = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    setMode('picture')
  }
  return (
    <>
      <MapToolbar mode={mode} onMode={setMode} cursor={cursor} />
      {failure && (
        <p role="alert">
          <FailureText failure={failure} />
        </p>
      )}
      {mode === 'picture' ? (
        <MapPicture summary={summary} cursor={cursor} onCursor={setCursor} onExtent={showExtent} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back from what is in it
        <div className={classes['twin']} onKeyDown={leaveTable}>
          <ExtentTable
            summary={summary}
            selected={extent}
            onSelect={({ index }) => setExtent(index)}
            onShow={showOnMap}
          />
        </div>
      )}
    </>
  )
}
