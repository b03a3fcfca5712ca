import type { InstanceRow, NodeView } from '../../shared/analysis/model.ts'
import type { Failure, ScanEvent } from '../../shared/ipc/contract.ts'
import type { ScanProgress } from '../../shared/scan/model.ts'

/** What a scan has come to; `cancelling` from the click until the scanner's answer. */
export type ScanStatus = 'idle' | 'starting' | 'running' | 'cancelling' | 'done' | 'failed'

/** The part of the scan store that events change. */
export interface ScanData {
  readonly status: ScanStatus
  readonly progress: ScanProgress | undefined
  readonly rows: readonly InstanceRow[]
  readonly view: NodeView | undefined
  readonly failure: Failure | undefined
}

/** The state after a frame's worth of events: rows are joined once, the newest progress counts. */
export function applyEvents(data: ScanData, events: readonly ScanEvent[]): ScanData {
  let next = data
  const batches: InstanceRow[][] = []
  for (const event of events) {
    if (event.kind === 'instances') batches.push([...event.rows])
    else next = applyEvent(next, event)
  }
  if (batches.length === 0 || next.view !== undefined) return next
  return { ...next, rows: next.rows.concat(...batches) }
}

function applyEvent(data: ScanData, event: Exclude<ScanEvent, { kind: 'instances' }>): ScanData {
  switch (event.kind) {
    case 'progress':
      return { ...data, progress: event.progress, status: runningStatus(data.status) }
    case 'done':
      return { ...data, status: 'done', view: event.view, rows: event.view.instances }
    case 'failed':
      return { ...data, status: 'failed', failure: event.failure }
  }
}

function runningStatus(status: ScanStatus): ScanStatus {
  return status === 'starting' ? 'running' : status
}
