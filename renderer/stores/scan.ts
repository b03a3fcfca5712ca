import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { Place } from '../../shared/ipc/places.ts'
import type { ReportFormat } from '../../shared/ipc/report-format.ts'
import type { Api } from '../api.ts'
import { nextFrame, type ScheduleFrame } from './frame.ts'
import { createScanRuns } from './scan-runs.ts'
import { type FilesState, initialScan, type SaveOutcome, type ScanState } from './scan-state.ts'

export type ScanStore = ReturnType<typeof createScanStore>

export function createScanStore(
  api: Pick<Api, 'request' | 'onScanEvent'>,
  schedule: ScheduleFrame = nextFrame,
) {
  return createStore<ScanState>((set, get) => {
    const runs = createScanRuns(api, schedule, { get, set })
    const again = async (changed: (place: Place) => Promise<Place>) => {
      const { place } = get()
      if (place !== undefined) await runs.start(place, changed)
    }
    const showFiles = (id: TreePath, state: FilesState) =>
      set(({ files }) => ({ files: { ...files, [id]: state } }))
    return {
      ...initialScan(),
      actions: {
        start: (place) => runs.start(place),
        rescan: () => again((place) => reopened(api, place)),
        leaveOut: () => again((place) => withoutLost(api, place)),
        cancel: () => runs.cancel(),
        close: () => {
          runs.stop()
          set(initialScan())
        },
        loadFiles: async (id) => {
          const { scanId, files } = get()
          const kept = files[id]
          if (scanId === undefined || (kept !== undefined && kept.kind !== 'failed')) return
          showFiles(id, { kind: 'loading' })
          const loaded = await filesOf(api, scanId, id)
          if (get().scanId === scanId) showFiles(id, loaded)
        },
        save: (format) => saved(api, get().scanId, format),
      },
    }
  })
}

type Request = Pick<Api, 'request'>

/** Only what was opened together can lack something. */
async function reopened(api: Request, place: Place): Promise<Place> {
  if (place.paths === undefined) return place
  const answer = await api.request('place:reopen', place.id)
  return answer.ok ? answer.value : place
}

async function withoutLost(api: Request, place: Place): Promise<Place> {
  const answer = await api.request('place:leave-out', place.id)
  return answer.ok ? answer.value : place
}

async function filesOf(api: Request, scanId: string, id: TreePath): Promise<FilesState> {
  const answer = await api.request('scan:instance', scanId, id)
  if (!answer.ok) return { kind: 'failed', failure: answer.failure }
  return { kind: 'ready', entries: answer.value.entries }
}

async function saved(
  api: Request,
  scanId: string | undefined,
  format: ReportFormat,
): Promise<SaveOutcome> {
  if (scanId === undefined) return { kind: 'closed' }
  const answer = await api.request('report:save', scanId, format)
  if (!answer.ok) return { kind: 'failed', failure: answer.failure }
  return answer.value === undefined ? { kind: 'closed' } : { kind: 'saved', ...answer.value }
}
