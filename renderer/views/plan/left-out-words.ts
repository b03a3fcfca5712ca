import type { LeftOut } from '../../../shared/analysis/cleanup/left-out.ts'
import type { Language } from '../../../shared/ipc/contract.ts'
import { leftOutText } from '../../../shared/report/text/left-out-text.ts'
import { formatDay, formatTimeExact } from '../../format/time.ts'

/** From which day on it may be taken; the time of it is said with the reason. */
export function leftOutDay({ atMs }: LeftOut): string {
  return atMs === undefined ? '' : (formatDay(atMs) ?? '')
}

/** Why it is left out, and until when, in the window's own time. */
export function leftOutWhy(leftOut: LeftOut, language: Language): string {
  const { atMs } = leftOut
  const time = atMs === undefined ? undefined : formatTimeExact(atMs)
  return leftOutText(leftOut, time ?? '', language)
}
