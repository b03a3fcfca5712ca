import type { TreePath } from '../../shared/files/tree.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { Place } from '../../shared/ipc/places.ts'
import type { ReportFormat } from '../../shared/ipc/report-format.ts'
import type { ScannedEntry } from '../../shared/scan/model.ts'
import type { ScanData } from './scan-events.ts'

export type FilesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly entries: readonly ScannedEntry[] }
  | { readonly kind: 'failed'; readonly failure: Failure }

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** One scan, of what. */
export interface RunState extends ScanData {
  readonly place: Place | undefined
  readonly scanId: string | undefined
}

export interface ScanState extends RunState {
  /** Files of the instances that were opened, by instance id. */
  readonly files: Readonly<Record<TreePath, FilesState>>
  /** The same place is scanned again: what is shown stays until that has a result. */
  readonly again: RunState | undefined
  /** Why the newest scan came to nothing: what is shown is of the one before. */
  readonly notAgain: Failure | undefined
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

/** A scan of which nothing has come. */
export const initialRun = (): RunState => ({
  place: undefined,
  scanId: undefined,
  status: 'idle',
  progress: undefined,
  rows: [],
  view: undefined,
  ended: undefined,
  failure: undefined,
  pending: [],
  addedAtMs: 0,
  parts: [],
})

/** Before anything was opened. */
export const initialScan = (): Omit<ScanState, 'actions'> => ({
  ...initialRun(),
  files: {},
  again: undefined,
  notAgain: undefined,
})

/** The scan that runs, or ran last: what is shown may be of the one before. */
export const newestRun = (state: ScanState): RunState => state.again ?? state

/** Whether a scan runs, whatever is shown meanwhile. */
export const isScanning = (state: ScanState): boolean => isActive(newestRun(state))

export const isActive = ({ status }: Pick<ScanData, 'status'>): boolean =>
  status === 'starting' || status === 'running' || status === 'cancelling'

/** Whether the scan ended before anything could be shown: then nothing is known, not even that there is nothing. */
export const hasOnlyFailed = ({
  failure,
  view,
  rows,
}: Pick<ScanData, 'failure' | 'view' | 'rows'>): boolean =>
  failure !== undefined && view === undefined && rows.length === 0

export const selectScanActions = (state: ScanState) => state.actions
