import type { CacheState } from '../../analysis/accounting/cache/cache-state.ts'
import { HOUR_MS } from '../../values/time.ts'

/** What the image cache manager makes of a base, in a few words; `nowMs` is the scan's clock. */
export function cacheText(state: CacheState | undefined, nowMs: number): string {
  if (state === undefined) return '-'
  const wait = hoursUntil(state, nowMs)
  switch (state.kind) {
    case 'in-use':
      return 'in use'
    case 'too-young':
      return `removable ${wait}`
    case 'removable':
      return 'removable now'
    case 'unseen-only':
      return `in use, unseen by Nova; removable ${wait}`
    case 'orphans-only':
      return `orphans only, removable ${wait}`
    case 'leftovers-only':
      return `leftovers only, removable ${wait}`
    case 'kept':
      return 'unused, never removed'
    case 'invisible':
      return 'invisible to Nova'
    case 'unknown':
      return 'unknown'
  }
}

function hoursUntil({ removableAtMs }: CacheState, nowMs: number): string {
  if (removableAtMs === undefined || removableAtMs <= nowMs) return 'now'
  return `in ${Math.ceil((removableAtMs - nowMs) / HOUR_MS)} h`
}
