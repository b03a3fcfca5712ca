import type { CacheState } from '../../../shared/analysis/accounting/cache-state.ts'
import { CACHE_DEFAULTS } from '../../../shared/analysis/accounting/cache-state.ts'
import { showName } from '../../format/path.ts'
import { useText } from '../../i18n/text.tsx'
import { useScan } from '../../stores/context.tsx'

const HOUR_MS = 60 * 60 * 1000

/** What the image cache manager makes of a file, for people. */
export interface CacheWords {
  /** A few words, with the countdown from the time of the scan. */
  readonly short: string
  /** A sentence or two. */
  readonly text: string
  readonly tone: 'warning' | 'high' | undefined
}

export function useCacheWords() {
  const { t } = useText()
  const nowMs = useScan(({ view }) => view?.finishedAtMs ?? 0)
  const options = useScan(({ view }) => view?.accounting.cache?.options ?? CACHE_DEFAULTS)
  return (state: CacheState | undefined): CacheWords | undefined => {
    if (state === undefined) return undefined
    const { kind } = state
    const when = t(...untilRemoval(state, nowMs))
    const seconds =
      state.class === 'resized' ? options.resizedMinimumAge : options.originalMinimumAge
    const age = t('accounting.cache.hours', { count: Math.round(seconds / 360) / 10 })
    const text = t(`accounting.cache.text.${kind}`, { when, age })
    return {
      short: t(`accounting.cache.${kind}`, { when }),
      text: state.by === undefined ? text : `${text} ${t(...reason(state.by, state))}`,
      tone: tones[kind],
    }
  }
}

const tones: Readonly<Record<CacheState['kind'], CacheWords['tone']>> = {
  'in-use': undefined,
  'too-young': undefined,
  removable: 'warning',
  'orphans-only': 'high',
  'leftovers-only': 'warning',
  kept: undefined,
  invisible: undefined,
  unknown: undefined,
}

function untilRemoval({ removableAtMs }: CacheState, nowMs: number) {
  const left = (removableAtMs ?? 0) - nowMs
  if (left <= 0) return ['accounting.cache.now', {}] as const
  return ['accounting.cache.in', { hours: Math.ceil(left / HOUR_MS) }] as const
}

function reason(by: NonNullable<CacheState['by']>, { imageId, example }: CacheState) {
  const values = { id: showName(imageId ?? ''), name: showName(example ?? '') }
  return [`accounting.cache.by.${by}`, values] as const
}
