import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useInspector, usePlaces, usePlan, useScan, useView } from '../../stores/context.tsx'
import { selectOpening } from '../../stores/places.ts'
import { selectIsListed } from '../../stores/plan.ts'

/** What comes at once needs no word: arrows through a table would make one at every row. */
const quietMs = 600

/**
 * What is waited for, for those who cannot see it. It is in the page before it speaks, and outside of
 * all that says `aria-busy`: screen readers may keep silent about what is in there.
 */
export function WaitingStatus() {
  const text = useWaitingText()
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), text === '' ? 0 : quietMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span className="hidden-visually" role="status">
      {said}
    </span>
  )
}

/** Empty while nothing is waited for. */
function useWaitingText(): string {
  const { t } = useTranslation()
  const isOpening = usePlaces(selectOpening)
  const isReading = useIsReading()
  const isPlanning = useIsPlanning()
  if (isOpening) return t('home.opening')
  if (isReading) return t('detail.loading')
  return isPlanning ? t('plan.making') : ''
}

/** An image of which nothing can be shown yet. */
function useIsReading(): boolean {
  const which = useView(({ screen }) => (screen.kind === 'inspector' ? 'page' : 'detail'))
  return useInspector(which, ({ loading, report }) => loading && report === undefined)
}

function useIsPlanning(): boolean {
  const isShown = useView(({ screen, scope }) => screen.kind === 'node' && scope === 'plan')
  const hasView = useScan(({ view }) => view !== undefined)
  const isListed = usePlan(selectIsListed)
  const hasFailed = usePlan(({ failure }) => failure !== undefined)
  return isShown && hasView && !isListed && !hasFailed
}
