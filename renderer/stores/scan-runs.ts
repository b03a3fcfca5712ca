import type { Place } from '../../shared/ipc/places.ts'
import type { Api } from '../api.ts'
import type { ScheduleFrame } from './frame.ts'
import { newestOnly } from './newest-only.ts'
import { showsResult, whyNoResult } from './scan-before.ts'
import { createScanHearing, type RunAccess } from './scan-hearing.ts'
import {
  initialRun,
  initialScan,
  isActive,
  newestRun,
  type RunState,
  type ScanState,
} from './scan-state.ts'

/** The scans of a store, one after the other. */
export interface ScanRuns {
  /** Stops what runs, and starts anew; `changed`: again, with what that makes of the place. */
  start(given: Place, changed?: (place: Place) => Promise<Place>): Promise<void>
  /** Asks for the end of what runs, once. */
  cancel(): void
  /** Drops what runs with all that is still to come of it. */
  stop(): void
}

/** What the store lets its scans change. */
interface ScanAccess {
  readonly get: () => ScanState
  readonly set: (change: Partial<ScanState> | ((state: ScanState) => Partial<ScanState>)) => void
}

export function createScanRuns(
  api: Pick<Api, 'request' | 'onScanEvent'>,
  schedule: ScheduleFrame,
  access: ScanAccess,
): ScanRuns {
  const { get, set } = newestOf(access)
  const hearing = createScanHearing(api, schedule, { get, set }, () => showAgain(access))
  const next = newestOnly()

  /** From then on an answer to an older start is dropped. */
  const stop = () => {
    const { scanId } = get()
    if (scanId !== undefined && isActive(get())) void api.request('scan:cancel', scanId)
    hearing.drop()
    return next()
  }

  const cancel = () => {
    const { scanId, status } = get()
    if (!isActive({ status }) || status === 'cancelling') return
    set({ status: 'cancelling' })
    if (scanId !== undefined) void api.request('scan:cancel', scanId)
  }

  /** From now on its events are the store's own. */
  const begin = (scanId: string) => {
    const isCancelling = get().status === 'cancelling'
    // Cancelled before it had an id.
    if (isCancelling) void api.request('scan:cancel', scanId)
    set({ scanId, status: isCancelling ? 'cancelling' : 'running' })
    hearing.begin(scanId)
  }

  const start: ScanRuns['start'] = async (given, changed) => {
    const isNewest = stop()
    const run: RunState = { ...initialRun(), place: given, status: 'starting' }
    // A result is kept until the next scan has one: a key alone would cost all that was found.
    if (changed !== undefined && showsResult(access.get()))
      access.set({ again: run, notAgain: undefined })
    else access.set({ ...initialScan(), ...run })
    const place = changed === undefined ? given : await changed(given)
    if (!isNewest()) return
    set({ place })
    const answer = await api.request('scan:start', place.id)
    if (!isNewest()) {
      if (answer.ok) void api.request('scan:cancel', answer.value.scanId)
    } else if (answer.ok) begin(answer.value.scanId)
    else {
      set({ status: 'failed', failure: answer.failure })
      showAgain(access)
    }
  }

  return { start, cancel, stop: () => void stop() }
}

/** Events change the scan that runs, which is not yet the one that is shown where it is one again. */
function newestOf({ get, set }: ScanAccess): RunAccess {
  return {
    get: () => newestRun(get()),
    set: (change) =>
      set((state) => {
        const part = typeof change === 'function' ? change(newestRun(state)) : change
        return state.again === undefined ? part : { again: { ...state.again, ...part } }
      }),
  }
}

/** Shows what a scan again has come to: its rows first and the rest a frame later, as of any scan, or why it did not. */
function showAgain({ get, set }: ScanAccess): void {
  const { again, rows } = get()
  if (again === undefined) return
  const notAgain = whyNoResult(again)
  if (notAgain !== undefined) set({ again: undefined, notAgain })
  else if (again.status === 'done') set({ ...initialScan(), ...again })
  else if (again.ended !== undefined && rows !== again.rows) set({ rows: again.rows })
}
