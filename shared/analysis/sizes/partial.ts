import type { LackingDisks } from '../hosts/space-of-host.ts'
import type { NodeView } from '../model.ts'
import { firstUnread } from './unread-findings.ts'

/**
 * Whether a scan ended before it had looked at everything, or lacks what could not be opened. Each of
 * its sums and counts is at least so much.
 */
export function isPartial({ end }: Pick<NodeView, 'end'>): boolean {
  return end.state === 'partial'
}

/**
 * Whether anything of what was opened was not seen: what the scan did not come to, what could not be read, a mount
 * that is missing, or disks of domains that were opened alone. Reports call that partial, and say what it was.
 */
export function lacksSomething(
  view: Pick<NodeView, 'end' | 'totals' | 'accounting' | 'findings'>,
): boolean {
  return isPartial(view) || lacksRead(view) || lacksInstances(view)
}

/** Whether something could not be read: an entry, or what an image stands on. */
export function lacksRead(view: Pick<NodeView, 'totals' | 'findings'>): boolean {
  return view.totals.unreadable > 0 || firstUnread(view) !== undefined
}

/** Whether the instances lie on what is not mounted in what was opened, could not be read, or was not opened. */
export function lacksInstances({ accounting }: Pick<NodeView, 'accounting'>): boolean {
  return lackingDisks({ accounting }) !== undefined
}

/** Why. */
export function lackingDisks({
  accounting,
}: Pick<NodeView, 'accounting'>): LackingDisks | undefined {
  const { unknown, isUnread } = accounting.growth
  if (isUnread) return 'unread'
  return unknown === 'unmounted' || unknown === 'domains-alone' ? unknown : undefined
}

/** Whether more may be allocated than was counted. */
export function isAllocatedAtLeast(view: Pick<NodeView, 'end' | 'totals'>): boolean {
  const { hidden, madeUp = 0 } = view.totals
  return isPartial(view) || hidden + madeUp > 0
}

/** Whether of a kind of which nothing was found nothing is known: not zero, but a dash. */
export function isNothingOpen(view: Pick<NodeView, 'end' | 'totals' | 'accounting'>): boolean {
  return isAllocatedAtLeast(view) || lacksInstances(view)
}
