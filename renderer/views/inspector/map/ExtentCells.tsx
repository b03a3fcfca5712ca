import type { MapLayer } from '../../../../shared/ipc/tasks.ts'
import type { NumberedExtent } from '../../../../shared/map/extent-table.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { lookOf } from '../../../charts/map-look.ts'
import { Cell } from '../../../components/cells.tsx'
import { formatCount } from '../../../format/number.ts'
import { baseName, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { dataFileName, dataPath, layerFile, layerPlace } from './layer-name.ts'
import classes from './map.module.css'
import { Swatch } from './Swatch.tsx'

/** One extent of the disk in a row: bytes exactly, as tools take them. */
export function ExtentCells(props: {
  readonly extent: NumberedExtent
  readonly layers: readonly MapLayer[]
  /** Some layer keeps its data in other files than its own. */
  readonly withFiles: boolean
}) {
  const { t, language } = useText()
  const { index, start, length, kind, depth, offset } = props.extent
  const { layers, withFiles } = props
  const isHeld = kind !== 'unallocated'
  const place = isHeld ? `${layerPlace(layers, depth, t)} · ${layerFile(layers, depth)}` : '–'
  return (
    <>
      <Cell align="end" look="faint">
        {formatCount(index + 1, language)}
      </Cell>
      <Cell>
        <span className={classes['look']}>
          <Swatch look={lookOf(kind, depth, layers.length - 1)} />
          {t(`inspector.map.kind.${kind}`)}
        </span>
      </Cell>
      <Cell look={isHeld ? 'soft' : 'faint'} title={isHeld ? layers[depth]?.path : undefined}>
        {place}
      </Cell>
      <Cell align="end" look="mono" title={exactOffset(start)}>
        {formatOffset(start)}
      </Cell>
      <Cell align="end" title={`${formatCount(length, 'en')} B`}>
        {formatSize(length)}
      </Cell>
      <Cell align="end" look={offset === undefined ? 'faint' : 'mono'} title={exactOffset(offset)}>
        {offset === undefined ? '–' : formatOffset(offset)}
      </Cell>
      {withFiles && <FileCell extent={props.extent} layers={layers} />}
    </>
  )
}

/** In which file the extent lies; none for what takes no data. */
function FileCell(props: {
  readonly extent: NumberedExtent
  readonly layers: readonly MapLayer[]
}) {
  const { kind, depth, offset, file = 0 } = props.extent
  const takesData = offset !== undefined || (kind !== 'zero' && kind !== 'unallocated')
  const path = takesData ? dataPath(props.layers, depth, file) : undefined
  const absent = takesData ? dataFileName(props.layers, depth, file) : undefined
  const name = path === undefined ? absent : showName(baseName(path))
  return (
    <Cell look={name === undefined ? 'faint' : 'soft'} title={path}>
      {name ?? '–'}
    </Cell>
  )
}

function exactOffset(offset: number | undefined): string | undefined {
  return offset === undefined ? undefined : `${formatCount(offset, 'en')} B, ${formatSize(offset)}`
}
