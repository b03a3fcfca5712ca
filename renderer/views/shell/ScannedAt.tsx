import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock, formatDay, formatTime, formatTimeExact } from '../../format/time.ts'
import { useScan } from '../../stores/context.tsx'
import classes from './AppBar.module.css'

const MINUTE_MS = 60_000

/** How old the numbers are by which somebody will delete: of another day than today with its date. */
export function ScannedAt() {
  const { t } = useTranslation()
  const today = useToday()
  const at = useScan(({ view }) => view?.finishedAtMs)
  if (at === undefined) return undefined
  const time = formatDay(at) === today ? formatClock(at) : formatTime(at)
  if (time === undefined) return undefined
  return (
    <span className={classes['scannedAt']} title={formatTimeExact(at)}>
      {t('bar.scannedAt', { time })}
    </span>
  )
}

/** A window may be left open over night. */
function useToday(): string | undefined {
  const [today, setToday] = useState(() => formatDay(Date.now()))
  useEffect(() => {
    const timer = setInterval(() => setToday(formatDay(Date.now())), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return today
}
