import { useTranslation } from 'react-i18next'
import { hostLabels } from '../../shared/analysis/hosts/host-label.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { isAllocatedAtLeast } from '../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../shared/i18n/native.ts'
import { shortBaseName, shortenMiddle, showName } from '../format/path.ts'
import { type BaseBar, BaseBars } from './BaseBars.tsx'
import { topBases } from './top-bases.ts'
import { useIdleSteps } from './useIdleSteps.ts'

const shownBases = 8
const lowRowPixels = 26
/** With a second line below the name. */
const tallRowPixels = 36

type BasesOfView = Pick<NodeView, 'bases' | 'nodes' | 'end' | 'totals'>

/** The largest bases, each bar the base itself and then its overlays. The bases table says it in numbers. */
export function BasesChart({ view }: { readonly view: BasesOfView }) {
  const { t } = useTranslation()
  // The frame with its names, and then each series.
  const drawn = useIdleSteps(3)
  const bars = useBars(view)
  const series = [
    { key: 'allocated', name: t('detail.topBase'), color: 'var(--kind-bases)' },
    { key: 'overlays', name: t('detail.topOverlays'), color: 'var(--kind-instances)' },
  ] as const
  const rowPixels = bars.some(({ where }) => where !== undefined) ? tallRowPixels : lowRowPixels
  const height = bars.length * rowPixels + 4
  if (drawn === 0) return <div style={{ height }} aria-busy />
  return (
    <BaseBars
      bars={bars}
      series={series}
      drawn={drawn - 1}
      height={height}
      isAtLeast={isAllocatedAtLeast(view)}
    />
  )
}

function useBars(view: BasesOfView): readonly BaseBar[] {
  const { t, i18n } = useTranslation()
  const slices = topBases(view.bases, shownBases, hostLabels(view, offeredLanguage(i18n.language)))
  return slices.map(({ base, where, count, allocated, overlays }) => {
    const name =
      base === undefined
        ? t('detail.topOther', { count })
        : shortenMiddle(shortBaseName(base.name), 15)
    const place = where === undefined ? undefined : showName(where)
    // Of two bars of one label, the card at the pointer would show the first.
    const label = place === undefined ? name : `${name} ${place}`
    return { label, name, where: place && shortenMiddle(place, 17), allocated, overlays }
  })
}
