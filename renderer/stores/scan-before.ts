import type { NodeView } from '../../shared/analysis/model.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { RunState } from './scan-state.ts'

const CANCELLED: Failure = { code: 'cancelled', message: 'stopped by the user' }

/** Whether a result is shown, than which a part of the next scan is worth less. */
export function showsResult({ status, view }: Pick<RunState, 'status' | 'view'>): boolean {
  return status === 'done' && view !== undefined && !wasCancelled(view)
}

/** Why a scan that is over came to no result; undefined where it did, or is not over. */
export function whyNoResult({
  status,
  failure,
  view,
  ended = view,
}: Pick<RunState, 'status' | 'failure' | 'view' | 'ended'>): Failure | undefined {
  if (status === 'failed') return failure
  return ended !== undefined && wasCancelled(ended) ? CANCELLED : undefined
}

function wasCancelled({ end }: Pick<NodeView, 'end'>): boolean {
  return end.state === 'partial' && end.reason === 'cancelled'
}
