import type { DeletionChoice } from '../analysis/accounting/deletion/choice.ts'
import type { Travel } from '../analysis/accounting/travel/travel.ts'
import type { TreePath } from '../files/tree.ts'
import type { NumberedExtent } from '../map/extent-table.ts'
import type { MapWindow, WindowRequest } from '../map/window.ts'
import type { FreedReport, ImageReport, InstanceFiles } from './answers.ts'
import type { Place, RecentPlace } from './places.ts'
import type { PlanChannels } from './plan-channels.ts'
import type { ReportFormat, SavedFile } from './report-format.ts'
import type { ImageWork } from './tasks.ts'

export type Language = 'en' | 'zh-CN'
export type Theme = 'system' | 'light' | 'dark'
/** Kept between runs. */
export interface Settings {
  readonly language: Language | 'system'
  readonly theme: Theme
}

export interface Bootstrap {
  readonly version: string
  /** What a shell on this machine starts the command line by; left out where there is none to start. */
  readonly commandLine?: string
  readonly settings: Settings
  /** The system's language, reduced to what is offered. */
  readonly systemLanguage: Language
  readonly recent: readonly RecentPlace[]
  /** Given on the command line. */
  readonly places: readonly Place[]
  /** What was given on the command line and could not be opened. */
  readonly failures?: readonly Failure[]
}

/** A failure as data: only these cross the boundary, never thrown errors. */
export interface Failure {
  readonly code:
    | 'not-found'
    | 'permission'
    | 'not-a-file'
    | 'symlink-loop'
    | 'not-granted'
    | 'not-an-image'
    | 'cowscope-report'
    | 'makes-circle'
    | 'cancelled'
    | 'not-responding'
    | 'scanner-stopped'
    | 'scan-lost'
    | 'write-no-space'
    | 'write-permission'
    | 'write-read-only'
    | 'write-no-folder'
    | 'write-failed'
    | 'inside-opened-root'
    | 'target-is-folder'
    | 'target-is-no-file'
    | 'invalid'
    | 'internal'
  /** English, for the log; the window has its own sentence for each code. */
  readonly message: string
  readonly path?: string
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

/** Renderer to main, each answered by a `Result`. Adding a channel is one line here and a schema. */
export interface RequestChannels extends PlanChannels {
  'app:bootstrap': () => Bootstrap
  'settings:set': (change: Partial<Settings>) => Settings
  /** Newest first, each with whether any of it is there now. */
  'recent:list': () => readonly RecentPlace[]
  /** Forgets what was opened together by these paths. */
  'recent:forget': (paths: readonly string[]) => readonly RecentPlace[]
  /** Undefined when the dialog was closed. */
  'place:choose-folder': () => Place | undefined
  'place:choose-image': () => Place | undefined
  /**
   * Paths of a drop, of the recent list, or of folders in what is open: any other path is
   * `not-granted`. A dropped path is one that `pathForFile` has given. One failure does not stop the others; of several with a folder
   * among them what could be opened is one place.
   */
  'place:open': (paths: readonly string[]) => readonly Result<Place>[]
  /** The place with what was missing from it and is there now: another one, where anything is. */
  'place:reopen': (placeId: string) => Place
  /** What is there of a place that lacks something, as a place that lacks nothing. */
  'place:leave-out': (placeId: string) => Place
  'place:sample': () => Place
  /** Starts a scan; what it finds comes as `ScanEvent`s with this id. */
  'scan:start': (placeId: string) => { readonly scanId: string }
  'scan:cancel': (scanId: string) => void
  'scan:instance': (scanId: string, id: TreePath) => InstanceFiles
  /** Of a finished scan. */
  'scan:freed': (scanId: string, choice: DeletionChoice) => FreedReport
  'scan:travel': (scanId: string, id: TreePath) => Travel
  /** For a place that is an image, `path` is `''`. Members outside of what was opened stay closed. */
  'image:inspect': (placeId: string, path: TreePath) => ImageReport
  /** Asks for the missing member of a chain in a dialog and inspects again with it. */
  'image:locate': (placeId: string, path: TreePath, name: string) => ImageReport | undefined
  /** Takes back what was located for a name and inspects again without it. */
  'image:forget': (placeId: string, path: TreePath, name: string) => ImageReport
  /** Starts work on an image; how it goes and what it finds comes as `TaskEvent`s with this id. */
  'image:start': (placeId: string, path: TreePath, work: ImageWork) => { readonly taskId: string }
  'image:cancel': (taskId: string) => void
  /** A part of a map, summed into cells. Only the maps made last are kept: `not-found` for others. */
  'image:map': (mapId: string, window: WindowRequest) => MapWindow
  /** Extents of a map from number `first` on. */
  'image:extents': (mapId: string, first: number, count: number) => readonly NumberedExtent[]
  /** Writes a report where the save dialog says; undefined when it was closed. */
  'report:save': (scanId: string, format: ReportFormat) => SavedFile | undefined
  /** A list that the window has made of what it shows. */
  'text:copy': (text: string) => void
  'path:copy': (placeId: string, path: TreePath) => void
  'path:reveal': (placeId: string, path: TreePath) => void
}

export type RequestChannel = keyof RequestChannels

/** Main to renderer. */
export interface PushChannels {
  'place:opened': (places: readonly Place[]) => void
  /** Another start of the app named paths that cannot be opened. */
  'place:failed': (failures: readonly Failure[]) => void
  /** It named more than it could hand on: so many are opened, and so many are not. */
  'place:left-out': (taken: number, left: number) => void
  'menu:command': (command: MenuCommand) => void
  'settings:changed': (settings: Settings) => void
}

export type MenuCommand =
  | 'open-folder'
  | 'open-image'
  | 'open-sample'
  | 'home'
  | 'close-image'
  | 'rescan'
  | 'cancel'
  | 'export'
  | 'find'
  | 'shortcuts'
  | 'about'
