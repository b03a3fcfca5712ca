import { CACHE_DEFAULTS } from '../../../../shared/analysis/accounting/cache/cache-options.ts'
import type { CacheState } from '../../../../shared/analysis/accounting/cache/cache-state.ts'
import type { DifferingOption } from '../../../../shared/analysis/accounting/cache/careful-options.ts'
import { openedBy } from '../../../../shared/analysis/accounting/cache/doubts-open.ts'
import { cacheOf } from '../../../../shared/analysis/cache-of.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { lacksSomething } from '../../../../shared/analysis/sizes/partial.ts'
import { baseNameOf } from '../../../../shared/files/paths.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinSentences } from '../../../../shared/i18n/sentences.ts'
import { durationOf } from '../../../../shared/report/duration.ts'
import { HOUR_MS } from '../../../../shared/values/time.ts'
import { showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { useScan } from '../../../stores/context.tsx'

/** More guests than so many do not forge headers that name one base. */
const NAMED = 100

/** What the image cache manager makes of a file, for people. */
export interface CacheWords {
  /** A few words, with the countdown from the time of the scan. */
  readonly short: string
  /** A sentence or two. */
  readonly text: string
  readonly tone: 'warning' | 'high' | undefined
}

type CachedBase = Pick<BaseRow, 'id' | 'cache' | 'glanceId'>

export function useCacheWords() {
  const { t, language } = useText()
  const view = useScan(({ view }) => view)
  const nowMs = view?.finishedAtMs ?? 0
  return ({ id, cache: state, glanceId }: CachedBase): CacheWords | undefined => {
    if (state === undefined) return undefined
    const { kind } = state
    // Of several hosts each has options of its own.
    const overview = view && cacheOf(view, id)
    const options = overview?.options ?? CACHE_DEFAULTS
    const when = t(...untilRemoval(state, nowMs))
    const seconds =
      state.class === 'resized' ? options.resizedMinimumAge : options.originalMinimumAge
    const { unit, count } = durationOf(seconds)
    const age = t(`setup.duration.${unit}`, { count })
    const { why: cause = kind } = state
    const whyUnknown = cause === 'unseen' ? whyOpen(id, view) : cause
    const why = kind === 'unknown' ? whyUnknown : kind
    const isKeptByOne = kind === 'kept' && overview?.differing?.some(decidesOnRemoval) === true
    const text = t(`accounting.cache.text.${isKeptByOne ? 'keptByOne' : why}`, { when, age })
    return {
      short: t(`accounting.cache.${kind}`, { when }),
      text:
        kind === 'in-use' && state.by !== undefined
          ? joinSentences(
              [text, t(...reason(state.by, state, glanceId))],
              offeredLanguage(language),
            )
          : text,
      tone: tones[kind],
    }
  }
}

/** Where all was read, what guests wrote into their disks may be all that leaves the base open. */
function whyOpen(id: BaseRow['id'], view: NodeView | undefined): 'unknown' | 'header' {
  const overview = view && cacheOf(view, id)
  if (view === undefined || overview === undefined || lacksSomething(view)) return 'unknown'
  const { named, more } = openedBy(overview, [baseNameOf(id)], NAMED)
  const isOfHeaders =
    more === 0 && named.length > 0 && named.every((one) => one.reason === 'header')
  return isOfHeaders ? 'header' : 'unknown'
}

/** Where hosts have one of these otherwise, some of them may remove what others keep. */
export function decidesOnRemoval({ option }: DifferingOption): boolean {
  return option.endsWith('remove_unused_base_images') || option.endsWith('manager_interval')
}

const tones: Readonly<Record<CacheState['kind'], CacheWords['tone']>> = {
  'in-use': undefined,
  'too-young': undefined,
  removable: 'warning',
  'unseen-only': 'high',
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

function reason(
  by: NonNullable<CacheState['by']>,
  { imageId, example }: CacheState,
  glanceId: string | undefined,
) {
  // Of its own image its row and its details have the id.
  if (by === 'image' && imageId !== undefined && imageId === glanceId)
    return ['accounting.cache.ownImage', {}] as const
  const values = { id: showName(imageId ?? ''), name: showName(example ?? '') }
  return [`accounting.cache.by.${by}`, values] as const
}
