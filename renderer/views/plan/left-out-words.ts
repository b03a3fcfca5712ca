import type { LeftOut } from '../../../shared/analysis/cleanup/left-out.ts'
import type { Language } from '../../../shared/ipc/contract.ts'
import { leftOutText } from '../../../shared/report/text/left-out-text.ts'
import { formatTimeExact } from '../../format/time.ts'

/** When it may be taken; empty where no time decides. */
export function leftOutTime({ atMs }: LeftOut): string {
  return atMs === undefined ? '' : (formatTimeExact(atMs) ?? '')
}

/** Why it is left out, and until when, in the window's own time. */
export function leftOutWhy(leftOut: LeftOut, language: Language): string {
  return leftOutText(leftOut, leftOutTime(leftOut), language)
}
