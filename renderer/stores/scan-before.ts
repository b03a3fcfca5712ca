import type { NodeView } from '../../shared/analysis/model.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { ScanState } from './scan-state.ts'

/** The result of a scan as it was shown. */
export type ShownScan = Omit<ScanState, 'actions'>

const CANCELLED: Failure = { code: 'cancelled', message: 'stopped by the user' }

/** What is shown, where a part of the next scan is worth less than it. */
export function shownResult(state: ScanState): ShownScan | undefined {
  const { actions: _actions, ...shown } = state
  const { status, view } = shown
  return status === 'done' && view !== undefined && !wasCancelled(view) ? shown : undefined
}

/** Why a scan that is over came to no result; undefined where it did, or is not over. */
export function whyNoResult({
  status,
  failure,
  view,
}: Pick<ScanState, 'status' | 'failure' | 'view'>): Failure | undefined {
  if (status === 'failed') return failure
  return view !== undefined && wasCancelled(view) ? CANCELLED : undefined
}

function wasCancelled({ end }: Pick<NodeView, 'end'>): boolean {
  return end.state === 'partial' && end.reason === 'cancelled'
}
