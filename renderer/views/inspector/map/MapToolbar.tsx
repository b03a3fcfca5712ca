import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core'
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SECTOR_SIZE } from '../../../../shared/bytes/numbers.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { cellAt, isWhole } from '../../../charts/map-view.ts'
import { formatPlace } from '../../../format/offset.ts'
import { useDiskMap, useImageTasks } from '../../../stores/context.tsx'
import { selectDiskMapActions } from '../../../stores/disk-map.ts'
import { selectImageTaskActions } from '../../../stores/image-tasks.ts'
import classes from './map.module.css'

export type MapMode = 'picture' | 'table'

interface MapToolbarProps {
  readonly mode: MapMode
  readonly onMode: (mode: MapMode) => void
  /** Guest offset that zooming keeps in place. */
  readonly cursor: number | undefined
}

export function MapToolbar({ mode, onMode, cursor }: MapToolbarProps) {
  const { t } = useTranslation()
  const { start } = useImageTasks(selectImageTaskActions)
  return (
    <div className={classes['toolbar']}>
      <SegmentedControl
        size="xs"
        transitionDuration={0}
        aria-label={t('inspector.map.shownAs')}
        value={mode}
        onChange={(value) => onMode(value === 'table' ? 'table' : 'picture')}
        data={[
          { value: 'picture', label: t('inspector.map.picture') },
          { value: 'table', label: t('inspector.map.table') },
        ]}
      />
      {mode === 'picture' && <Zoom cursor={cursor} />}
      <Button
        variant="default"
        className={classes['again'] ?? ''}
        onClick={() => void start('map')}
      >
        {t('inspector.map.again')}
      </Button>
    </div>
  )
}

function Zoom({ cursor }: Pick<MapToolbarProps, 'cursor'>) {
  const { t } = useTranslation()
  const view = useDiskMap(({ view }) => view)
  const frame = useDiskMap(({ frame }) => frame)
  const { zoom, showWhole } = useDiskMap(selectDiskMapActions)
  const anchor = cursor === undefined ? Math.floor(frame.cells / 2) : cellAt(view, cursor)
  const isAll = isWhole(view, frame)
  const inSight = view.cellBytes * frame.cells
  const end = Math.min(frame.size, view.start + inSight)
  return (
    <>
      <div className={classes['zoom']}>
        <Tool label={t('inspector.map.zoomOut')} off={isAll} onClick={() => zoom('out', anchor)}>
          <ZoomOut size={16} />
        </Tool>
        <Tool
          label={t('inspector.map.zoomIn')}
          off={view.cellBytes <= SECTOR_SIZE}
          onClick={() => zoom('in', anchor)}
        >
          <ZoomIn size={16} />
        </Tool>
        <Tool label={t('inspector.map.whole')} off={isAll} onClick={showWhole}>
          <Maximize size={16} />
        </Tool>
      </div>
      <span className={classes['scale']}>
        {t('inspector.map.cell', { size: formatSize(view.cellBytes) })}
      </span>
      <span className={classes['scale']}>
        {t('inspector.map.inSight', {
          from: formatPlace(view.start, inSight),
          to: formatPlace(end, inSight),
        })}
      </span>
    </>
  )
}

function Tool(props: {
  readonly label: string
  readonly off: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon aria-label={props.label} disabled={props.off} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}
