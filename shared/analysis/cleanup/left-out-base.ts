import type { TreePath } from '../../files/tree.ts'
import { isLive } from '../../nova/names.ts'
import { cacheOf } from '../cache-of.ts'
import { isUnused } from '../findings/base-findings.ts'
import { wantersOf } from '../findings/missing-elsewhere.ts'
import type { NodeView } from '../model.ts'
import type { BaseRow } from '../rows/rows.ts'
import { knownAllocated } from '../sizes/known-allocated.ts'
import type { FollowUp } from './follow-ups.ts'
import type { LeftOut } from './left-out.ts'

/** Gives the reason why a base is in no step; undefined for one that is, or that something keeps in use. */
export function createLeftOutBase(view: NodeView, following: readonly FollowUp[]) {
  const followed = new Set(following.map(({ path }) => path))
  const live = liveFolders(view)
  const wanters = wantersOf(view.findings)
  return (base: BaseRow): LeftOut | undefined => {
    const reason = followed.has(base.id) ? afterSteps(base, view) : reasonOf(base, view, live)
    const isWanted = reason !== undefined && wanters.has(base.id)
    const allocated = knownAllocated(base)
    if (reason === undefined) return undefined
    return {
      path: base.id,
      ...(isWanted ? WANTED : reason),
      ...(allocated !== undefined && { allocated }),
    }
  }
}

/** No time decides on it. */
const WANTED: Reason = { why: 'wanted' }

type Reason = Pick<LeftOut, 'why' | 'code' | 'atMs'>

function reasonOf(base: BaseRow, view: NodeView, live: ReadonlySet<TreePath>): Reason | undefined {
  const { cache } = base
  switch (cache?.kind) {
    case 'too-young':
      return { why: 'cache', code: 'unused-base', atMs: cache.removableAtMs ?? 0 }
    case 'kept':
      if (!isUnused(base)) return needed(base, live)
      return cache.isOld === true
        ? undefined
        : { why: 'cache', code: 'unused-base', ...keptUntil(base, view) }
    case 'unseen-only':
    case 'orphans-only':
    case 'leftovers-only':
      return needed(base, live)
    case 'unknown':
      return { why: cache.why ?? 'unseen' }
    case 'removable':
      return undefined
    case 'in-use':
    case 'invisible':
    case undefined:
      return isIdle(base) ? { why: idle[cache?.kind ?? 'foreign'] } : undefined
  }
}

const idle = { 'in-use': 'kept', invisible: 'invisible', foreign: 'foreign' } as const

/**
 * Counted as unused, and no download or file of no name: these are steps, or will be. What a symlink leads to is
 * told of with that.
 */
function isIdle(base: BaseRow): boolean {
  const { kind } = base.base
  const isBase = kind !== 'part' && kind !== 'converted' && kind !== 'unknown'
  const isNamed = base.link === undefined && base.linkedAt === undefined
  return isBase && isNamed && isUnused(base)
}

/** What an instance in use stands on, and what only others do. */
function needed({ dependants }: BaseRow, live: ReadonlySet<TreePath>): Reason {
  return { why: dependants.instances.some(({ path }) => live.has(path)) ? 'live' : 'needed' }
}

/** Folders of instances that were neither deleted nor lost their domain. */
function liveFolders({ instances }: NodeView): ReadonlySet<TreePath> {
  const live = instances.filter((row) => isLive(row) && row.orphan !== true)
  return new Set(live.map(({ id }) => id))
}

/** Nova waits as long as for any other. */
function afterSteps(base: BaseRow, view: NodeView): Reason {
  const atMs = base.cache?.removableAtMs ?? keptUntil(base, view).atMs ?? 0
  return atMs > view.finishedAtMs ? { why: 'after', code: 'unused-base', atMs } : { why: 'after' }
}

/** Where the options keep everything: when it is as old as what they would let go. */
function keptUntil({ id, mtimeMs, cache }: BaseRow, view: NodeView): { readonly atMs?: number } {
  const options = cacheOf(view, id)?.options
  if (options === undefined) return {}
  const seconds =
    cache?.class === 'resized' ? options.resizedMinimumAge : options.originalMinimumAge
  return { atMs: mtimeMs + seconds * 1000 }
}
