import type { NodeView } from './model.ts'

/**
 * Whether a scan ended before it had looked at everything, or lacks what could not be opened. Each of
 * its sums and counts is at least so much.
 */
export function isPartial({ end }: Pick<NodeView, 'end'>): boolean {
  return end.state === 'partial'
}

/** Whether more may be allocated than was counted. */
export function isAllocatedAtLeast(view: Pick<NodeView, 'end' | 'totals'>): boolean {
  return isPartial(view) || view.totals.hidden > 0
}
