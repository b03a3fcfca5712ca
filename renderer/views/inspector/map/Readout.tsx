import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { joinPhrases } from '../../../../shared/i18n/sentences.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import type { MapLayer } from '../../../../shared/ipc/tasks.ts'
import type { MapKind } from '../../../../shared/map/classes.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import type { CellFacts, CellPart } from '../../../charts/map-cell.ts'
import { formatPercent } from '../../../format/number.ts'
import { formatPlace } from '../../../format/offset.ts'
import { dataFileName, layerFile, layerPlace } from './layer-name.ts'
import classes from './map.module.css'

interface ReadoutProps {
  readonly facts: CellFacts | undefined
  readonly layers: readonly MapLayer[]
}

/** The numbers of the cell under the pointer, or of the one that the keys have picked. */
export function Readout({ facts, layers }: ReadoutProps) {
  const { t } = useTranslation()
  if (facts === undefined) {
    return <div className={classes['readout']}>{t('inspector.map.noCell')}</div>
  }
  const { start, length, dominant, second } = facts
  return (
    <dl className={classes['readout']} data-cell={start}>
      <div>
        <dt>{t('inspector.map.guest')}</dt>
        <dd title={`${start} – ${start + length - 1}`}>
          {rangeText(facts, t)}
          <span className={classes['exact']}>
            {formatOffset(start)} – {formatOffset(start + length - 1)}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('inspector.map.held')}</dt>
        <dd>
          {partText(dominant, t)}
          <span
            className={classes['exact']}
            data-look="words"
            title={second && alsoText(second, layers, t)}
          >
            {second && alsoText(second, layers, t)}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('inspector.map.layer')}</dt>
        <dd>
          {isHeld(dominant) ? layerPlace(layers, dominant.depth, t) : '–'}
          <span className={classes['exact']} title={layers[dominant.depth]?.path}>
            {isHeld(dominant) && layerFile(layers, dominant.depth)}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('inspector.map.host')}</dt>
        <dd title={hostText(facts, layers, t)}>
          {placeText(facts, t)}
          <span className={classes['exact']} data-look="words">
            {fileAndExtents(facts, layers, t)}
          </span>
        </dd>
      </div>
    </dl>
  )
}

/** What the readout says of a cell in one sentence, for those who hear it. */
export function cellSentence(
  facts: CellFacts,
  layers: readonly MapLayer[],
  t: TFunction,
  language: Language,
): string {
  const { dominant, second } = facts
  const layer = isHeld(dominant) ? layerPlace(layers, dominant.depth, t) : ''
  const also = second === undefined ? '' : alsoText(second, layers, t)
  const parts = [
    rangeText(facts, t),
    partText(dominant, t),
    layer,
    hostText(facts, layers, t),
    also,
  ]
  return joinPhrases(parts, language)
}

function rangeText({ start, length }: CellFacts, t: TFunction): string {
  return t('inspector.map.range', {
    start: formatPlace(start, length),
    length: formatSize(length),
  })
}

function alsoText(part: CellPart, layers: readonly MapLayer[], t: TFunction): string {
  const what = partText(part, t)
  if (!isHeld(part)) return t('inspector.map.also', { what })
  return t('inspector.map.alsoBy', { what, layer: layerPlace(layers, part.depth, t) })
}

function isHeld({ kind }: CellPart): boolean {
  return kind !== 'unallocated'
}

function partText({ kind, share }: CellPart, t: TFunction): string {
  const what = t(`inspector.map.kind.${kind}`)
  return share >= 1 ? what : t('inspector.map.share', { what, percent: formatPercent(share, 1) })
}

/** Where the first byte of the cell lies, in a few words. */
function placeText({ offset, firstKind }: CellFacts, t: TFunction): string {
  if (offset !== undefined) return formatOffset(offset)
  switch (firstKind) {
    case 'compressed':
    case 'encrypted':
    case 'missing':
      return t(`inspector.map.placeOf.${firstKind}`)
    default:
      return t('inspector.map.noHost')
  }
}

function hostText(facts: CellFacts, layers: readonly MapLayer[], t: TFunction): string {
  const place = placeText(facts, t)
  const name = fileName(facts, layers)
  return name === undefined ? place : t('inspector.map.inFile', { offset: place, name })
}

/** What holds data, though it may have no place in its file, or that file is not here. */
const TAKES_DATA: readonly MapKind[] = ['compressed', 'encrypted', 'missing', 'invalid']

/** The file in which the cell's first byte lies, where "By" does not name it already. */
function fileName(facts: CellFacts, layers: readonly MapLayer[]): string | undefined {
  const { offset, firstKind, firstDepth, file, dominant } = facts
  const takesData = offset !== undefined || TAKES_DATA.includes(firstKind)
  if (!takesData) return undefined
  const other = firstDepth === dominant.depth ? undefined : layerFile(layers, firstDepth)
  return dataFileName(layers, firstDepth, file) ?? other
}

function fileAndExtents(facts: CellFacts, layers: readonly MapLayer[], t: TFunction): string {
  const extents = t('inspector.map.extentsInCell', { count: facts.extents })
  const name = fileName(facts, layers)
  return name === undefined ? extents : `${extents} · ${t('inspector.map.inNamed', { name })}`
}
