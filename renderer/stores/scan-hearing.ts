import type { ScanEvent } from '../../shared/ipc/port-events.ts'
import type { Api } from '../api.ts'
import { createFrameQueue, type ScheduleFrame } from './frame.ts'
import { applyEvents, settled } from './scan-events.ts'
import { isActive, type RunState } from './scan-state.ts'

/** The newest scan, and what changes it. */
export interface RunAccess {
  readonly get: () => RunState
  readonly set: (change: Partial<RunState> | ((run: RunState) => Partial<RunState>)) => void
}

/** Takes the events of the scan that the store is of, a frame's worth at once. */
export interface ScanHearing {
  /** The scan of the store has this id from now on. */
  begin(scanId: string): void
  /** What has come and is not taken yet is of a scan that nobody wants any more. */
  drop(): void
}

export function createScanHearing(
  api: Pick<Api, 'onScanEvent'>,
  schedule: ScheduleFrame,
  { get, set }: RunAccess,
  /** The scan may have come to its end. */
  onChange: () => void,
): ScanHearing {
  /** Events can overtake the answer that tells their id; they wait for it here. */
  let early: ScanEvent[] = []
  const settle = () => {
    if (get().ended === undefined) return
    set(settled)
    onChange()
  }
  const queue = createFrameQueue<ScanEvent>((events) => {
    const current = get().scanId
    const own = events.filter(({ scanId }) => scanId === current)
    if (own.length > 0 && isActive(get())) set((state) => applyEvents(state, own))
    onChange()
    if (get().ended !== undefined) schedule(settle)
  }, schedule)

  api.onScanEvent((event) => {
    const { scanId, status } = get()
    if (event.scanId === scanId) queue.push(event)
    else if (status === 'starting' && scanId === undefined) early.push(event)
  })

  return {
    begin(scanId) {
      for (const event of early) if (event.scanId === scanId) queue.push(event)
      early = []
    },
    drop() {
      early = []
      queue.clear()
    },
  }
}
