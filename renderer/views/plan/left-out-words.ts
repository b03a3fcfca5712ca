import type { LeftOut } from '../../../shared/analysis/cleanup/left-out.ts'
import type { Language } from '../../../shared/ipc/contract.ts'
import { leftOutText } from '../../../shared/report/text/left-out-text.ts'
import { DAY_MS } from '../../../shared/values/time.ts'
import { formatDay, formatTime, formatTimeExact } from '../../format/time.ts'

/** From which day on it may be taken, and at what time where that is within a day of now. */
export function leftOutFrom({ atMs }: LeftOut, now = Date.now()): string {
  if (atMs === undefined) return ''
  return (Math.abs(atMs - now) < DAY_MS ? formatTime(atMs) : formatDay(atMs)) ?? ''
}

/** Why it is left out, and until when, in the window's own time. */
export function leftOutWhy(leftOut: LeftOut, language: Language): string {
  const { atMs } = leftOut
  const time = atMs === undefined ? undefined : formatTimeExact(atMs)
  return leftOutText(leftOut, time ?? '', language)
}
