import type { DeletionChoice } from '../../shared/analysis/accounting/deletion/choice.ts'
import type { Travel } from '../../shared/analysis/accounting/travel/travel.ts'
import type { TreeFault, TreePath } from '../../shared/files/tree.ts'
import type { FreedReport, ImageReport, InstanceFiles } from '../../shared/ipc/answers.ts'
import type { Language, Result } from '../../shared/ipc/contract.ts'
import type { ReportFormat, SavedFile } from '../../shared/ipc/report-format.ts'
import type { ImageWork } from '../../shared/ipc/tasks.ts'
import type { NumberedExtent } from '../../shared/map/extent-table.ts'
import type { MapWindow, WindowRequest } from '../../shared/map/window.ts'
import type { OpenedPath } from '../files/opened-paths.ts'
import type { InspectRequest } from './jobs.ts'
import type { PlanCalls } from './plan-calls.ts'

export interface StartScan {
  readonly scanId: string
  /** What to scan as one. */
  readonly paths: readonly OpenedPath[]
  /** What should have been opened with them and could not be; paths are absolute. */
  readonly notOpened: readonly TreeFault[]
  /** `--root DIR`, after symlinks. */
  readonly givenRoot?: string
  /** What chains may be followed into beside the root itself, after symlinks. */
  readonly grantedFolders: readonly string[]
  readonly grantedFiles: readonly string[]
}

export interface StartTask {
  readonly taskId: string
  readonly work: ImageWork
  readonly request: InspectRequest
}

/** What the main process asks of the scanner process. Events of scans and tasks go over the page's port. */
export interface ScannerCalls extends PlanCalls {
  start: (scan: StartScan) => void
  cancel: (scanId: string) => void
  instance: (scanId: string, id: TreePath) => InstanceFiles
  freed: (scanId: string, choice: DeletionChoice) => FreedReport
  travel: (scanId: string, id: TreePath) => Travel
  inspect: (request: InspectRequest) => ImageReport
  startTask: (task: StartTask) => void
  cancelTask: (taskId: string) => void
  mapWindow: (mapId: string, window: WindowRequest) => MapWindow
  extents: (mapId: string, first: number, count: number) => readonly NumberedExtent[]
  /** Writes into an existing empty folder. */
  sample: (folder: string) => string
  /** What a report is of, for the name of its file. */
  subject: (scanId: string) => string
  /** Writes a report atomically at `target`, which the main process has checked. */
  report: (scanId: string, format: ReportFormat, target: string, language: Language) => SavedFile
}

export type ScannerCall = keyof ScannerCalls

export type ToScanner =
  /** Comes with the port that scan events go to from now on. */
  | { readonly kind: 'port' }
  | {
      readonly kind: 'call'
      readonly id: number
      readonly call: ScannerCall
      readonly args: readonly unknown[]
    }

export type FromScanner =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  /** A scan or a task has ended: its last event is on the port. */
  | { readonly kind: 'ended'; readonly id: string }
