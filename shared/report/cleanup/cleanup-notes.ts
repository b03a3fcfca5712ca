import type { CacheState } from '../../analysis/accounting/cache/cache-state.ts'
import { openedBy, openNamesOf } from '../../analysis/accounting/cache/doubts-open.ts'
import { basesByCache, cachesOf } from '../../analysis/cache-of.ts'
import {
  type FollowUp,
  type FollowUpSum,
  sumOfFollowUps,
} from '../../analysis/cleanup/follow-ups.ts'
import type { LeftOut } from '../../analysis/cleanup/left-out.ts'
import { NAMED_UNREAD } from '../../analysis/cleanup/may-need.ts'
import type { CleanupStep } from '../../analysis/cleanup/step.ts'
import type { CleanupTotal } from '../../analysis/cleanup/total.ts'
import type { LevelSum, PlanPart } from '../../analysis/cleanup/whole-plan.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import { fill } from '../../i18n/fill.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { formatCount } from '../count.ts'
import { formatSize } from '../size.ts'
import { isoSeconds } from '../time.ts'
import { nothingNotes } from './cleanup-nothing.ts'
import { sharingNotes } from './cleanup-sharing.ts'

/** How many steps a plan has, and what those come to that are written of it. */
export interface PlanCount {
  readonly all: number
  readonly steps: number
  readonly total: CleanupTotal
  /** What comes when they were taken. */
  readonly afterwards: FollowUpSum
}

export function countOf({ all, steps, total, followUps }: PlanPart): PlanCount {
  return { all, steps: steps.length, total, afterwards: sumOfFollowUps(followUps) }
}

/** What has to be known of the whole plan before any step of it; `time` is that of the scan, in words. */
export function planNotes(
  view: NodeView,
  count: PlanCount,
  language: Language,
  time = scanTime(view),
): readonly string[] {
  const words = planCatalogue(language)
  const { unreadable } = view.totals
  return [
    fill(words.scanned, { time }),
    ...(view.end.state === 'partial' ? [words.partial] : []),
    ...(unreadable > 0 ? [fill(words.unreadable, { count: formatCount(unreadable) })] : []),
    ...sharingNotes(view, count.all, language),
    ...differingNotes(view, language),
    ...undecidedNotes(view, language),
    ...chosenNotes(count, language),
    ...(count.all === 0 ? nothingNotes(view, language) : [sumText(count, language)]),
    ...thenNotes(count, language),
  ]
}

/** Where opened hosts do not have what decides on bases alike. */
function differingNotes(view: NodeView, language: Language): readonly string[] {
  const options = cachesOf(view).flatMap(({ differing = [] }) => differing)
  if (options.length === 0) return []
  const names = [...new Set(options.map(({ option }) => option))].join(', ')
  return [fill(planCatalogue(language).differing, { options: names })]
}

/** Of many the first few. */
const NAMED = NAMED_UNREAD

/** Why bases that nothing seen uses are not among the steps. */
function undecidedNotes(view: NodeView, language: Language): readonly string[] {
  const words = planCatalogue(language)
  const caches = cachesOf(view)
  const countOf = (why: CacheState['why']): number =>
    view.bases.filter(({ cache }) => cache?.kind === 'unknown' && cache.why === why).length
  const unseen = countOf('unseen')
  const database = countOf('database')
  const resize = countOf('resize')
  const without = caches.reduce((sum, { withoutImage }) => sum + withoutImage, 0)
  const paths = doubtNames(view, language)
  const undecided = resize + (without > 0 ? 0 : database)
  const values = { count: String(database), instances: String(without) }
  return [
    ...(unseen > 0 && paths !== '' ? [fill(words.unseen, { count: String(unseen), paths })] : []),
    ...(database > 0 && without > 0 ? [fill(words.database, values)] : []),
    ...(undecided > 0 ? [fill(words.undecided, { count: String(undecided) })] : []),
  ]
}

function doubtNames(view: NodeView, language: Language): string {
  const doubts = [...basesByCache(view)].flatMap(([cache, bases]) => {
    return openedBy(cache, openNamesOf(bases), NAMED + 1).named
  })
  return firstNames([...new Set(doubts.map(({ path }) => path))], language)
}

function firstNames(paths: readonly TreePath[], language: Language): string {
  const named = paths.slice(0, NAMED).map((path) => displayText(path))
  const text = named.join(', ')
  return paths.length > NAMED ? fill(planCatalogue(language).andOthers, { named: text }) : text
}

function chosenNotes({ all, steps }: PlanCount, language: Language): readonly string[] {
  if (all === steps) return []
  const values = { all: formatCount(all), steps: formatCount(steps) }
  return [fill(planCatalogue(language).chosen, values)]
}

/** How many steps there are, and what they free. */
export function sumText({ steps, total }: PlanCount, language: Language): string {
  const words = planCatalogue(language)
  const { given } = total
  const values = {
    steps: formatCount(steps),
    given: formatCount(given),
  }
  if (given === 0) return fill(words.sumOfNone, values)
  const amount = amountText(total, language)
  return fill(given === steps ? words.sum : words.sumOfSome, { ...values, amount })
}

function thenNotes(
  { afterwards: { bases, bytes } }: PlanCount,
  language: Language,
): readonly string[] {
  if (bases === 0) return []
  const values = { size: formatSize(bytes), count: formatCount(bases) }
  return [fill(planCatalogue(language).thenMore, values)]
}

/** What comes when a step was taken, and others where more stands on it. */
export function thenText({ path, allocated, after }: FollowUp, language: Language): string {
  const { thenOfStep, thenWithOthers, notKnown } = planCatalogue(language)
  const others = after.length - 1
  const size = allocated === undefined ? notKnown : formatSize(allocated)
  const values = { size, path: displayText(path), others: formatCount(others) }
  return fill(others === 0 ? thenOfStep : thenWithOthers, values)
}

/** What a level frees on top of those before it; undefined where it has no command. */
export function levelText(level: LevelSum, language: Language): string | undefined {
  if (level.given === 0) return undefined
  return fill(planCatalogue(language).level, { amount: amountText(level, language) })
}

function amountText({ bytes, unknown, atLeast }: CleanupTotal, language: Language): string {
  const { amount, amountMore, amountAtLeast } = planCatalogue(language)
  const values = { size: formatSize(bytes), unknown: formatCount(unknown) }
  if (unknown > 0) return fill(amountAtLeast, values)
  return fill(atLeast > 0 ? amountMore : amount, values)
}

export function freesText(
  { frees, isAtLeast, isDerived }: Pick<CleanupStep, 'frees' | 'isAtLeast' | 'isDerived'>,
  language: Language,
): string {
  const { notKnown, derived } = planCatalogue(language)
  if (frees === undefined) return notKnown
  const size = isAtLeast ? `≥ ${formatSize(frees)}` : formatSize(frees)
  return isDerived ? `${size} (${derived})` : size
}

/** Which steps have to be taken before it. */
export function afterText({ after = [] }: CleanupStep, language: Language): string | undefined {
  if (after.length === 0) return undefined
  return fill(planCatalogue(language).after, { count: formatCount(after.length) })
}

/** Why a step has no command although nothing that was seen needs what it is about. */
export function hostsText(
  {
    hosts,
    unlisted,
    unseen,
    unread,
  }: Pick<CleanupStep, 'hosts' | 'unlisted' | 'unseen' | 'unread'>,
  language: Language,
): string | undefined {
  const words = planCatalogue(language)
  if (hosts.length > 0) return fill(words.elsewhere, { hosts: displayText(hosts.join(', ')) })
  if (unlisted !== undefined) return words.unknownHosts[unlisted]
  if (unseen === true) return words.unseenNeeds
  if (unread.length === 0) return undefined
  return fill(words.unreadNeeds, { paths: firstNames(unread, language) })
}

/** From when on something that is left out may be taken; empty where no time decides. */
export function timeText({ atMs }: LeftOut): string {
  return atMs === undefined ? '' : (isoSeconds(atMs) ?? '')
}

export function scanTime({ finishedAtMs }: NodeView): string {
  return isoSeconds(finishedAtMs) ?? '-'
}
