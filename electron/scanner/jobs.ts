import type { TreePath } from '../../shared/files/tree.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, ImageWork, MapSummary } from '../../shared/ipc/tasks.ts'
import type { ExtentTable } from '../../shared/map/extent-table.ts'
import type { UnitResult } from '../../shared/scan/model.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import type { ScanUnit } from '../../shared/scan/scan-unit.ts'
import type { OpenedPath, PlanOutcome } from '../files/opened-paths.ts'

/** What the inspector may read, and what it is asked for. All paths after symlinks. */
export interface InspectRequest {
  readonly placeId: string
  /** The path as the window knows it; the report is for it. */
  readonly askedPath: TreePath
  readonly path: TreePath
  /** Absolute: the symlink that an image was opened by, from which qemu goes on. */
  readonly named?: string
  /** The folder that `path` is inside of: the opened one, or the one that holds the opened image. */
  readonly folder: string
  /** Opened folders, and single files that were opened or pointed at: nothing else is opened. */
  readonly grantedFolders: readonly string[]
  readonly grantedFiles: readonly string[]
  readonly givenRoot?: string
  /** What was opened together below `folder`, which then is not opened itself. */
  readonly parts?: readonly OpenedPath[]
  /** What a scan has found the folder to be; otherwise it is looked at anew. */
  readonly found?: FoundPlaces
  /** What a scan has found the image to be to an instance; left out for what is none of its disks. */
  readonly disk?: FoundDisk
  /** Files that were pointed at, by recorded name. */
  readonly located: ReadonlyMap<string, string>
}

/** A disk of an instance, or a layer of one. */
export interface FoundDisk {
  /** It is read as it stands, whatever header it begins with. */
  readonly isRaw: boolean
}

export interface FoundPlaces extends Pick<ScanPlan, 'rootPath' | 'layout' | 'nodes'> {
  /** The topmost folders in which a scan reads images. */
  readonly imagePlaces: readonly TreePath[]
}

/** Work that blocks: each job runs alone on a worker thread. */
export type Job =
  | { readonly kind: 'plan'; readonly path: OpenedPath }
  | {
      readonly kind: 'scan'
      readonly rootPath: string
      /** Below it, where several folders were opened: only these are. */
      readonly folders?: readonly TreePath[]
      readonly units: readonly ScanUnit[]
    }
  | { readonly kind: 'inspect'; readonly request: InspectRequest }
  | { readonly kind: 'work'; readonly work: ImageWork; readonly request: InspectRequest }
  | { readonly kind: 'sample'; readonly folder: string }

/** A walk over a guest's disk: what the window is told at once, and what it asks for in parts. */
export interface DiskMap {
  readonly summary: MapSummary
  readonly table: ExtentTable
}

/** What a worker answers: results and progress as they come, then exactly one of the others. */
export type JobMessage =
  | { readonly kind: 'results'; readonly results: readonly UnitResult[] }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'scanned' }
  | PlanOutcome
  | { readonly kind: 'inspected'; readonly report: ImageReport }
  | { readonly kind: 'worked'; readonly result: Exclude<ImageTaskResult, { kind: 'map' }> }
  /** The columns of the table are handed over, not copied. */
  | { readonly kind: 'mapped'; readonly map: DiskMap }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'written'; readonly rootPath: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

export type JobAnswer = Exclude<JobMessage, { readonly kind: 'results' | 'progress' }>

/** How a job ended: with its answer, or because its worker was given up or died. */
export type JobEnd =
  | JobAnswer
  | { readonly kind: 'silent' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'died' }
