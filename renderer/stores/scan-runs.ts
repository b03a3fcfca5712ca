import type { Place } from '../../shared/ipc/places.ts'
import type { Api } from '../api.ts'
import type { ScheduleFrame } from './frame.ts'
import { newestOnly } from './newest-only.ts'
import { type ShownScan, shownResult, whyNoResult } from './scan-before.ts'
import { createScanHearing, type ScanAccess } from './scan-hearing.ts'
import { initialScan, isActive } from './scan-state.ts'

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
  { get, set }: ScanAccess,
): ScanRuns {
  /** A result is kept until the next scan has one: a key alone would cost all that was found. */
  let before: ShownScan | undefined
  const bringBack = () => {
    const notAgain = whyNoResult(get())
    if (before === undefined || notAgain === undefined) return
    set({ ...before, notAgain })
  }
  const hearing = createScanHearing(api, schedule, { get, set }, bringBack)
  const next = newestOnly()

  /** From then on an answer to an older start is dropped. */
  const stop = () => {
    const { scanId } = get()
    if (scanId !== undefined && isActive(get())) void api.request('scan:cancel', scanId)
    hearing.drop()
    return next()
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
    // One that is itself begun again has the same result behind it.
    if (changed === undefined) before = undefined
    else before = shownResult(get()) ?? before
    set({ ...initialScan(), place: given, status: 'starting' })
    const place = changed === undefined ? given : await changed(given)
    if (!isNewest()) return
    set({ place })
    const answer = await api.request('scan:start', place.id)
    if (!isNewest()) {
      if (answer.ok) void api.request('scan:cancel', answer.value.scanId)
    } else if (answer.ok) begin(answer.value.scanId)
    else {
      set({ status: 'failed', failure: answer.failure })
      bringBack()
    }
  }

  return { start, stop: () => void stop() }
}
