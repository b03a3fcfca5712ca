import type { CacheState } from '../../analysis/accounting/cache/cache-state.ts'
import { openedBy, openNamesOf } from '../../analysis/accounting/cache/doubts-open.ts'
import { basesByCache, cachesOf } from '../../analysis/cache-of.ts'
import { NAMED_UNREAD } from '../../analysis/cleanup/may-need.ts'
import type { NodeView } from '../../analysis/model.ts'
import { lackingDisks } from '../../analysis/sizes/partial.ts'
import { domainsAloneText } from '../../i18n/domains-alone.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { asSentence, joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { isoSeconds } from '../../values/time.ts'
import { formatCount } from '../count.ts'
import { formatSize } from '../size.ts'
import { nothingNotes } from './cleanup-nothing.ts'
import { sharingNotes } from './cleanup-sharing.ts'
import { type PlanCount, sumText } from './cleanup-sums.ts'
import { firstNames } from './first-names.ts'

/** Of when the plan is, and that it removes nothing. */
export function scannedNote(view: NodeView, language: Language): string {
  return fill(planCatalogue(language).scanned, { time: scanTime(view) })
}

/** What has to be known of the whole plan before any step of it. */
export function planNotes(view: NodeView, count: PlanCount, language: Language): readonly string[] {
  const words = planCatalogue(language)
  const { unreadable } = view.totals
  return [
    ...(view.end.state === 'partial' ? [words.partial] : []),
    ...lackingNotes(view, language),
    ...(unreadable > 0 ? [fill(words.unreadable, { count: formatCount(unreadable) })] : []),
    ...sharingNotes(view, count.all, language),
    ...differingNotes(view, language),
    ...undecidedNotes(view, language),
    ...chosenNotes(count, language),
    ...(count.all === 0 ? nothingNotes(view, language) : [sumText(count, language)]),
    ...thenNotes(count, language),
  ]
}

/** Why what the disks of instances are on was not looked at. */
function lackingNotes(view: NodeView, language: Language): readonly string[] {
  const why = lackingDisks(view)
  if (why !== 'domains-alone') return why === undefined ? [] : [planCatalogue(language)[why]]
  const { title, text } = domainsAloneText(view, language, formatCount)
  return [asSentence(title, language), text]
}

/** Where opened hosts do not have what decides on bases alike. */
function differingNotes(view: NodeView, language: Language): readonly string[] {
  const options = cachesOf(view).flatMap(({ differing = [] }) => differing)
  if (options.length === 0) return []
  const names = joinNames([...new Set(options.map(({ option }) => option))], language)
  return [fill(planCatalogue(language).differing, { options: names })]
}

/** Why bases that nothing seen uses are not among the steps. */
function undecidedNotes(view: NodeView, language: Language): readonly string[] {
  const words = planCatalogue(language)
  const caches = cachesOf(view)
  const countOf = (why: CacheState['why']): number =>
    view.bases.filter(({ cache }) => cache?.kind === 'unknown' && cache.why === why).length
  const unseen = countOf('unseen')
  const database = countOf('database')
  const resize = countOf('resize')
  const hosts = countOf('hosts')
  const without = caches.reduce((sum, { withoutImage }) => sum + withoutImage, 0)
  const paths = doubtNames(view, language)
  const undecided = resize + hosts + (without > 0 ? 0 : database)
  const values = { count: String(database), instances: String(without) }
  return [
    ...(unseen > 0 && paths !== '' ? [fill(words.unseen, { count: String(unseen), paths })] : []),
    ...(database > 0 && without > 0 ? [fill(words.database, values)] : []),
    ...(undecided > 0 ? [fill(words.undecided, { count: String(undecided) })] : []),
  ]
}

function doubtNames(view: NodeView, language: Language): string {
  const doubts = [...basesByCache(view)].flatMap(([cache, bases]) => {
    return openedBy(cache, openNamesOf(bases), NAMED_UNREAD + 1).named
  })
  return firstNames([...new Set(doubts.map(({ path }) => path))], language)
}

function chosenNotes({ all, steps }: PlanCount, language: Language): readonly string[] {
  if (all === steps) return []
  const values = { all: formatCount(all), steps: formatCount(steps) }
  return [fill(planCatalogue(language).chosen, values)]
}

function thenNotes(
  { afterwards: { bases, bytes } }: PlanCount,
  language: Language,
): readonly string[] {
  if (bases === 0) return []
  const values = { size: formatSize(bytes), count: formatCount(bases) }
  return [fill(planCatalogue(language).thenMore, values)]
}

export function scanTime({ finishedAtMs }: NodeView): string {
  return isoSeconds(finishedAtMs) ?? '-'
}
