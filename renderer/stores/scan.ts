import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { Place } from '../../shared/ipc/places.ts'
import type { ScanEvent } from '../../shared/ipc/port-events.ts'
import type { ReportFormat } from '../../shared/ipc/report-format.ts'
import type { ScannedEntry } from '../../shared/scan/model.ts'
import type { Api } from '../api.ts'
import { createFrameQueue, nextFrame, type ScheduleFrame } from './frame.ts'
import { applyEvents, type ScanData, settled } from './scan-events.ts'

export type FilesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly entries: readonly ScannedEntry[] }
  | { readonly kind: 'failed'; readonly failure: Failure }

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface ScanState extends ScanData {
  readonly place: Place | undefined
  readonly scanId: string | undefined
  /** Files of the instances that were opened, by instance id. */
  readonly files: Readonly<Record<TreePath, FilesState>>
  readonly actions: ScanActions
}

export interface ScanActions {
  /** Starts a scan of `place`; one that still runs is cancelled. */
  readonly start: (place: Place) => Promise<void>
  /** Starts again, with what was missing from the place and is there now. */
  readonly rescan: () => Promise<void>
  /** Starts again with what is there of the place alone: what is missing is not asked for any more. */
  readonly leaveOut: () => Promise<void>
  readonly cancel: () => void
  readonly close: () => void
  readonly loadFiles: (id: TreePath) => Promise<void>
  readonly save: (format: ReportFormat) => Promise<SaveOutcome>
}

const initialScan = () => ({
  place: undefined as Place | undefined,
  scanId: undefined as string | undefined,
  files: {} as Readonly<Record<TreePath, FilesState>>,
  status: 'idle' as ScanData['status'],
  progress: undefined as ScanData['progress'],
  rows: [] as ScanData['rows'],
  view: undefined as ScanData['view'],
  ended: undefined as ScanData['ended'],
  failure: undefined as ScanData['failure'],
  pending: [] as ScanData['pending'],
  addedAtMs: 0,
  parts: [] as ScanData['parts'],
})

export const isActive = ({ status }: Pick<ScanData, 'status'>): boolean =>
  status === 'starting' || status === 'running' || status === 'cancelling'

/** Whether the scan ended before anything could be shown: then nothing is known, not even that there is nothing. */
export const hasOnlyFailed = ({
  failure,
  view,
  rows,
}: Pick<ScanData, 'failure' | 'view' | 'rows'>): boolean =>
  failure !== undefined && view === undefined && rows.length === 0

export type ScanStore = ReturnType<typeof createScanStore>

export function createScanStore(
  api: Pick<Api, 'request' | 'onScanEvent'>,
  schedule: ScheduleFrame = nextFrame,
) {
  /** Counts starts: an answer that belongs to an older one is dropped. */
  let turn = 0
  return createStore<ScanState>((set, get) => {
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

    /** Only what was opened together can lack something. */
    const reopened = async (place: Place) => {
      if (place.paths === undefined) return place
      const answer = await api.request('place:reopen', place.id)
      return answer.ok ? answer.value : place
    }

    const withoutLost = async (place: Place) => {
      const answer = await api.request('place:leave-out', place.id)
      return answer.ok ? answer.value : place
    }

    const start = async (given: Place, changed?: (place: Place) => Promise<Place>) => {
      stop()
      const own = turn
      set({ ...initialScan(), place: given, status: 'starting' })
      const place = changed === undefined ? given : await changed(given)
      if (own !== turn) return
      set({ place })
      const answer = await api.request('scan:start', place.id)
      if (own !== turn) {
        if (answer.ok) void api.request('scan:cancel', answer.value.scanId)
        return
      }
      if (!answer.ok) {
        set({ status: 'failed', failure: answer.failure })
        return
      }
      const { scanId } = answer.value
      // Cancelled before it had an id.
      if (get().status === 'cancelling') void api.request('scan:cancel', scanId)
      set({ scanId, status: get().status === 'cancelling' ? 'cancelling' : 'running' })
      for (const event of early) if (event.scanId === scanId) queue.push(event)
      early = []
    }

    return {
      ...initialScan(),
      actions: {
        start: (place) => start(place),
        rescan: async () => {
          const { place } = get()
          if (place !== undefined) await start(place, reopened)
        },
        leaveOut: async () => {
          const { place } = get()
          if (place !== undefined) await start(place, withoutLost)
        },
        cancel: () => {
          const { scanId, status } = get()
          if (!isActive({ status }) || status === 'cancelling') return
          set({ status: 'cancelling' })
          if (scanId !== undefined) void api.request('scan:cancel', scanId)
        },
        close: () => {
          stop()
          set(initialScan())
        },
        loadFiles: async (id) => {
          const { scanId, files } = get()
          const kept = files[id]
          if (scanId === undefined || (kept !== undefined && kept.kind !== 'failed')) return
          set({ files: { ...files, [id]: { kind: 'loading' } } })
          const answer = await api.request('scan:instance', scanId, id)
          if (get().scanId !== scanId) return
          const loaded: FilesState = answer.ok
            ? { kind: 'ready', entries: answer.value.entries }
            : { kind: 'failed', failure: answer.failure }
          set({ files: { ...get().files, [id]: loaded } })
        },
        save: async (format) => {
          const { scanId } = get()
          if (scanId === undefined) return { kind: 'closed' }
          const answer = await api.request('report:save', scanId, format)
          if (!answer.ok) return { kind: 'failed', failure: answer.failure }
          return answer.value === undefined
            ? { kind: 'closed' }
            : { kind: 'saved', ...answer.value }
        },
      },
    }
  })
}

export const selectScanActions = (state: ScanState) => state.actions
