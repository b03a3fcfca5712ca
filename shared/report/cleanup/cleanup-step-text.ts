import type { FollowUp } from '../../analysis/cleanup/follow-ups.ts'
import type { LeftOut } from '../../analysis/cleanup/left-out.ts'
import type { CleanupStep, Earlier } from '../../analysis/cleanup/step.ts'
import { displayText } from '../../bytes/text.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { joinNames, withNotes } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { isoSeconds } from '../../values/time.ts'
import { formatCount } from '../count.ts'
import { formatSize } from '../size.ts'
import { firstNames } from './first-names.ts'

/** What comes when a step was taken, and others where more stands on it. */
export function thenText({ path, allocated, after }: FollowUp, language: Language): string {
  const { thenOfStep, thenWithOthers, notKnown } = planCatalogue(language)
  const others = after.length - 1
  const size = allocated === undefined ? notKnown : formatSize(allocated)
  const values = { size, path: displayText(path), others: formatCount(others) }
  return fill(others === 0 ? thenOfStep : thenWithOthers, values)
}

export function freesText(
  {
    frees,
    isAtLeast,
    isDerived,
    isLinked,
    aside,
  }: Pick<CleanupStep, 'frees' | 'isAtLeast' | 'isDerived' | 'isLinked' | 'aside'>,
  language: Language,
): string {
  const { notKnown, derived, linked, aside: onceRemoved } = planCatalogue(language)
  if (frees === undefined) return notKnown
  const size = isAtLeast ? `≥ ${formatSize(frees)}` : formatSize(frees)
  const notes = [
    ...(isDerived ? [derived] : []),
    ...(isLinked === true ? [linked] : []),
    ...(aside === undefined ? [] : [onceRemoved]),
  ]
  return withNotes(size, notes, language)
}

/** Which steps have to be taken before it. */
export function afterText(after: readonly Earlier[], language: Language): string {
  return fill(planCatalogue(language).after, { count: formatCount(after.length) })
}

/** Why a step has no command although nothing that was seen needs what it is about. */
export function hostsText(
  {
    hosts,
    unlisted,
    sharing,
    unseen,
    unread,
    wanted,
  }: Pick<CleanupStep, 'hosts' | 'unlisted' | 'sharing' | 'unseen' | 'unread' | 'wanted'>,
  language: Language,
): string | undefined {
  const words = planCatalogue(language)
  if (hosts.length > 0)
    return fill(words.elsewhere, { hosts: displayText(joinNames(hosts, language)) })
  if (unlisted !== undefined) return words.unknownHosts[unlisted]
  if (sharing !== undefined)
    return fill(words.together, { hosts: displayText(joinNames(sharing, language)) })
  if (unseen === true) return words.unseenNeeds
  if (wanted !== undefined) return fill(words.wantedBy, { paths: firstNames(wanted, language) })
  if (unread.length === 0) return undefined
  return fill(words.unreadNeeds, { paths: firstNames(unread, language) })
}

/** How to look on each host that shares the storage, before its commands do anything. */
export function lookText({ lookOn }: Pick<CleanupStep, 'lookOn'>, language: Language): string {
  return fill(planCatalogue(language).lookFirst, { hosts: hostsOf(lookOn, language) })
}

/** How the script looks on each host that shares the storage, at all steps at once. */
export function lookedText({ lookOn }: Pick<CleanupStep, 'lookOn'>, language: Language): string {
  return fill(planCatalogue(language).script.lookedFirst, { hosts: hostsOf(lookOn, language) })
}

function hostsOf(lookOn: CleanupStep['lookOn'], language: Language): string {
  return displayText(joinNames(lookOn?.hosts ?? [], language))
}

/** From when on something that is left out may be taken; empty where no time decides. */
export function timeText({ atMs }: LeftOut): string {
  return atMs === undefined ? '' : (isoSeconds(atMs) ?? '')
}
