import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import type { MapSummary } from '../../../../shared/ipc/tasks.ts'
import type { MapWindow } from '../../../../shared/map/window.ts'
import { type CellFacts, cellFacts } from '../../../charts/map-cell.ts'
import { cellAt } from '../../../charts/map-view.ts'
import { useDiskMap } from '../../../stores/context.tsx'
import { Legend } from './Legend.tsx'
import { MapCanvas } from './MapCanvas.tsx'
import { MapNotes } from './MapNotes.tsx'
import { MapStrip } from './MapStrip.tsx'
import classes from './map.module.css'
import { cellSentence, Readout } from './Readout.tsx'
import { useEnteredCell } from './useEnteredCell.ts'

interface MapPictureProps {
  readonly summary: MapSummary
  readonly cursor: number | undefined
  readonly onCursor: (guest: number) => void
  readonly onExtent: (index: number) => void
}

/** The map as a picture: the disk in a line, the part in sight, its numbers, and the legend. */
export function MapPicture({ summary, cursor, onCursor, onExtent }: MapPictureProps) {
  const { t, i18n } = useTranslation()
  const [hover, setHover] = useState<number>()
  const window = useDiskMap(({ window }) => window)
  const base = summary.layers.length - 1
  const picked = factsAt(window, cursor, summary.end)
  const shown = factsAt(window, hover, summary.end) ?? picked
  const { onEnter, onLeave } = useEnteredCell({ cursor, extent: picked?.extent, onExtent })
  return (
    <div className={classes['picture']}>
      <div className={classes['main']}>
        <MapStrip base={base} />
        <MapCanvas
          base={base}
          cursor={cursor}
          hover={hover}
          onCursor={onCursor}
          onHover={setHover}
          onEnter={onEnter}
          onLeave={onLeave}
        />
        <Readout facts={shown} layers={summary.layers} />
        <p className={classes['hint']}>{t('inspector.map.keysHint')}</p>
        <div className="hidden-visually" aria-live="polite">
          {picked && cellSentence(picked, summary.layers, t, offeredLanguage(i18n.language))}
        </div>
      </div>
      <aside className={classes['side']}>
        <Legend summary={summary} />
        <MapNotes summary={summary} />
      </aside>
    </div>
  )
}

function factsAt(
  window: MapWindow | undefined,
  guest: number | undefined,
  end: number,
): CellFacts | undefined {
  if (window === undefined || guest === undefined) return undefined
  const cell = cellAt(window, guest)
  return cell < 0 || cell >= window.cells ? undefined : cellFacts(window, cell, end)
}
