import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { virtualTotals } from '../../../../shared/analysis/sizes/virtual-totals.ts'
import { formatCount } from '../../../format/number.ts'
import { useScan, useStores } from '../../../stores/context.tsx'
import { newestRun } from '../../../stores/scan-state.ts'

/** Screen readers get news at this pace, not at every batch. */
const announceMs = 3000

/** The progress for those who cannot see it. */
export function ScanStatusText() {
  const { t, i18n } = useTranslation()
  const { scan } = useStores()
  const status = useScan((scan) => newestRun(scan).status)
  const [text, setText] = useState('')
  useEffect(() => {
    const count = (value: number) => formatCount(value, i18n.language)
    const announce = () => {
      const { progress, view } = newestRun(scan.getState())
      if (view !== undefined) {
        const { of, count } = virtualTotals(view)
        const found =
          of === 'disks'
            ? t('totals.instances', { count: view.totals.instances })
            : t(`totals.${of}`, { count })
        const isWhole = view.end?.state !== 'partial'
        setText(t(isWhole ? 'progress.announceDone' : 'progress.announcePartial', { found }))
      } else if (progress !== undefined) {
        const { entries, unitsDone, unitsTotal } = progress
        const numbers = {
          entries: count(entries),
          done: count(unitsDone),
          total: count(unitsTotal),
        }
        setText(t('progress.announce', numbers))
      }
    }
    if (status === 'done') announce()
    if (status !== 'running') return undefined
    const timer = setInterval(announce, announceMs)
    return () => clearInterval(timer)
  }, [status, scan, t, i18n.language])
  return (
    <span className="hidden-visually" role="status">
      {text}
    </span>
  )
}
