import { useTranslation } from 'react-i18next'
import { hostLabels } from '../../shared/analysis/hosts/host-label.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { isAllocatedAtLeast } from '../../shared/analysis/sizes/partial.ts'
import type { TreePath } from '../../shared/files/tree.ts'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { labelled } from '../../shared/i18n/sentences.ts'
import { shortBaseName, shortenMiddle, showName } from '../format/path.ts'
import { sumText } from '../format/sum-text.ts'
import { type BaseBar, BaseBars } from './BaseBars.tsx'
import { type BaseSlice, topBases } from './top-bases.ts'
import { useIdleSteps } from './useIdleSteps.ts'

const shownBases = 8
const lowRowPixels = 26
/** With a second line below the name. */
const tallRowPixels = 36

type BasesOfView = Pick<NodeView, 'bases' | 'nodes' | 'end' | 'totals'>

interface BasesChartProps {
  readonly view: BasesOfView
  /** Of a base, or without one of all of them. */
  readonly onShow: (base: TreePath | undefined) => void
}

/** The largest bases, each bar the base itself and then its overlays; one leads to its base, the last to all. */
export function BasesChart({ view, onShow }: BasesChartProps) {
  const { t, i18n } = useTranslation()
  // The frame with its names, and then each series.
  const drawn = useIdleSteps(3)
  const barOf = useBarOf(isAllocatedAtLeast(view))
  const slices = topBases(view.bases, shownBases, hostLabels(view, offeredLanguage(i18n.language)))
  const bars = slices.map(barOf)
  const series = [
    { key: 'allocated', name: t('detail.topBase'), color: 'var(--kind-bases)' },
    { key: 'overlays', name: t('detail.topOverlays'), color: 'var(--kind-instances)' },
  ] as const
  const rowPixels = bars.some(({ where }) => where !== undefined) ? tallRowPixels : lowRowPixels
  if (drawn === 0) return <div style={{ height: bars.length * rowPixels }} aria-busy />
  const show = ({ key }: BaseBar) => onShow(key === REST ? undefined : key)
  return (
    <BaseBars bars={bars} series={series} drawn={drawn - 1} rowPixels={rowPixels} onShow={show} />
  )
}

/** No path is empty but the root's, which is no base. */
const REST = ''

function useBarOf(isAtLeast: boolean): (slice: BaseSlice) => BaseBar {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const written = (bytes: number) => sumText(bytes, isAtLeast)
  return ({ base, where, count, allocated, overlays }) => {
    const rest = t('detail.topOther', { count })
    const place = where === undefined ? undefined : showName(where)
    const parts = [
      labelled(t('detail.topBase'), written(allocated), language),
      labelled(t('detail.topOverlays'), written(overlays), language),
    ]
    return {
      key: base?.id ?? REST,
      name: base === undefined ? rest : shortenMiddle(shortBaseName(base.name), 15),
      where: place && shortenMiddle(place, 17),
      ...{ allocated, overlays, sum: written(allocated + overlays) },
      title: [
        base === undefined ? rest : showName(base.name),
        ...(place === undefined ? [] : [place]),
        ...parts,
      ].join('\n'),
    }
  }
}
