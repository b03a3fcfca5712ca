import type { Place } from '../../shared/ipc/places.ts'
import type { ScanEvent } from '../../shared/ipc/port-events.ts'
import type { Api } from '../api.ts'
import { createFrameQueue, type ScheduleFrame } from './frame.ts'
import { applyEvents, settled } from './scan-events.ts'
import { initialScan, isActive, type ScanState } from './scan-state.ts'

/** What the store lets its scans change. */
interface StoreAccess {
  readonly get: () => ScanState
  readonly set: (change: Partial<ScanState> | ((state: ScanState) => Partial<ScanState>)) => void
}

/** The scans of a store, one after the other. */
export interface ScanRuns {
  /** Stops what runs, and starts anew; `changed`: with what that makes of the place. */
  start(given: Place, changed?: (place: Place) => Promise<Place>): Promise<void>
  /** Drops what runs with all that is still to come of it. */
  stop(): void
}

export function createScanRuns(
  api: Pick<Api, 'request' | 'onScanEvent'>,
  schedule: ScheduleFrame,
  { get, set }: StoreAccess,
): ScanRuns {
  /** Counts starts: an answer that belongs to an older one is dropped. */
  let turn = 0
  /** Events can overtake the answer that tells their id; they wait for it here. */
  let early: ScanEvent[] = []
  const settle = () => {
    if (get().ended !== undefined) set(settled)
  }
  const queue = createFrameQueue<ScanEvent>((events) => {
    const current = get().scanId
    const own = events.filter(({ scanId }) => scanId === current)
    if (own.length > 0 && isActive(get())) set((state) => applyEvents(state, own))
    if (get().ended !== undefined) schedule(settle)
  }, schedule)

  api.onScanEvent((event) => {
    const { scanId, status } = get()
    if (event.scanId === scanId) queue.push(event)
    else if (status === 'starting' && scanId === undefined) early.push(event)
  })

  const stop = () => {
    const { scanId } = get()
    if (scanId !== undefined && isActive(get())) void api.request('scan:cancel', scanId)
    turn += 1
    early = []
    queue.clear()
  }

  /** From now on its events are the store's own. */
  const begin = (scanId: string) => {
    const isCancelling = get().status === 'cancelling'
    // Cancelled before it had an id.
    if (isCancelling) void api.request('scan:cancel', scanId)
    set({ scanId, status: isCancelling ? 'cancelling' : 'running' })
    for (const event of early) if (event.scanId === scanId) queue.push(event)
    early = []
  }

  const start: ScanRuns['start'] = async (given, changed) => {
    stop()
    const own = turn
    set({ ...initialScan(), place: given, status: 'starting' })
    const place = changed === undefined ? given : await changed(given)
    if (own !== turn) return
    set({ place })
    const answer = await api.request('scan:start', place.id)
    if (own !== turn) {
      if (answer.ok) void api.request('scan:cancel', answer.value.scanId)
    } else if (answer.ok) begin(answer.value.scanId)
    else set({ status: 'failed', failure: answer.failure })
  }

  return { start, stop }
}
