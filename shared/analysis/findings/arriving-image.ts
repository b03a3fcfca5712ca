import type { Check, CheckCode, Refusal, RefusalCode } from '../../formats/verdict/types.ts'
import type { Judgement, ScannedEntry } from '../../scan/model.ts'
import { isUnfinished } from '../../scan/suspects.ts'
import { HOUR_MS } from '../../values/time.ts'

/** What the end of a file, or what lies before it, has to tell. */
const OF_THE_END: ReadonlySet<CheckCode> = new Set(['truncated', 'iso-volume', 'tables'])
const OF_ALL_OF_IT: ReadonlySet<RefusalCode> = new Set([
  'oslo-incomplete',
  'nova-unreadable',
  'nova-convert',
])

/**
 * What was judged of an image, without what only its end can tell while it may still be on its way:
 * Glance writes an upload to the place where the image stays.
 */
export function judgedWhole(entry: ScannedEntry, nowMs: number): Judgement | undefined {
  const { role, judged, mtimeMs } = entry
  const isFresh = role === 'glance-image' && nowMs - mtimeMs < HOUR_MS
  if (judged === undefined || !(isFresh || isUnfinished(entry))) return judged
  const checks = judged.checks.filter((check) => !isCheckOfTheEnd(check))
  const refusals = judged.refusals.filter((refusal) => !isOfTheEnd(refusal))
  return checks.length + refusals.length === 0 ? undefined : { checks, refusals }
}

/** The copy of a GPT is the last that there is on a disk. */
function isCheckOfTheEnd({ code, params }: Check): boolean {
  if (code === 'partition-table') return params['reason'] === 'gpt-backup'
  return OF_THE_END.has(code)
}

/** That a key is wanted stands in the header. */
function isOfTheEnd({ code, params }: Refusal): boolean {
  return OF_ALL_OF_IT.has(code) && params['reason'] !== 'encrypted'
}
