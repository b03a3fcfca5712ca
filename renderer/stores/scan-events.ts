import type { NodeView } from '../../shared/analysis/model.ts'
import type { InstanceRow } from '../../shared/analysis/rows/rows.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { ScanEvent } from '../../shared/ipc/port-events.ts'
import { joinView, type ViewPart } from '../../shared/ipc/view-parts.ts'
import type { ScanProgress } from '../../shared/scan/model.ts'

/** What a scan has come to; `cancelling` from the click until the scanner's answer. */
export type ScanStatus = 'idle' | 'starting' | 'running' | 'cancelling' | 'done' | 'failed'

/** The part of the scan store that events change. */
export interface ScanData {
  readonly status: ScanStatus
  readonly progress: ScanProgress | undefined
  readonly rows: readonly InstanceRow[]
  /** Found, but not worth drawing and sorting everything again yet. */
  readonly pending: readonly InstanceRow[]
  /** `elapsedMs` of the scan when rows were last added. */
  readonly addedAtMs: number
  readonly view: NodeView | undefined
  /** The view of a scan that is over, for one frame: its rows are drawn before all the rest. */
  readonly ended: NodeView | undefined
  readonly failure: Failure | undefined
  /** Of a view that has not come to its end yet. */
  readonly parts: readonly ViewPart[]
}

/** Rows that wait are added when they are this part of what is shown, */
const WORTH_ADDING = 1 / 8
/** or when a scan has added none for so long. */
const LONGEST_WAIT_MS = 500

/** The state after a frame's worth of events: rows are joined once, the newest progress counts. */
export function applyEvents(data: ScanData, events: readonly ScanEvent[]): ScanData {
  let next = data
  const batches: InstanceRow[][] = []
  for (const event of events) {
    if (event.kind === 'instances') batches.push([...event.rows])
    else next = applyEvent(next, event)
  }
  if (next.view !== undefined || next.ended !== undefined) return next
  const pending = batches.length === 0 ? next.pending : next.pending.concat(...batches)
  return pending.length === 0 ? next : withPending(next, pending)
}

/** A large table is put in order anew with each addition, so additions grow with it. */
function withPending(data: ScanData, pending: readonly InstanceRow[]): ScanData {
  const { rows, progress, addedAtMs, status } = data
  const now = progress?.elapsedMs ?? 0
  const isWorthIt =
    pending.length >= rows.length * WORTH_ADDING ||
    now - addedAtMs >= LONGEST_WAIT_MS ||
    status === 'failed'
  if (!isWorthIt) return { ...data, pending }
  return { ...data, rows: rows.concat(pending), pending: [], addedAtMs: now }
}

function applyEvent(data: ScanData, event: Exclude<ScanEvent, { kind: 'instances' }>): ScanData {
  switch (event.kind) {
    case 'progress':
      return { ...data, progress: event.progress, status: runningStatus(data.status) }
    case 'part':
      return { ...data, parts: [...data.parts, event.part] }
    case 'done':
      return finished(data, joinView(event.view, data.parts))
    case 'failed':
      return { ...data, status: 'failed', failure: event.failure }
  }
}

/** Tables, sums and details of a large node in one task would keep a key waiting for too long. */
function finished(data: ScanData, view: NodeView): ScanData {
  return { ...data, ended: view, rows: view.instances, pending: [], parts: [] }
}

/** The state a frame after the end. */
export function settled(data: ScanData): ScanData {
  return { ...data, status: 'done', view: data.ended, ended: undefined }
}

function runningStatus(status: ScanStatus): ScanStatus {
  return status === 'starting' ? 'running' : status
}
