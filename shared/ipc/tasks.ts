import type { Fault } from '../bytes/errors.ts'
import type { ImageCheck } from '../formats/check/types.ts'
import type { SnapshotsSpace } from '../formats/qcow2/snapshot-space.ts'
import type { ImageFormat } from '../formats/types.ts'
import type { MapTotal } from '../map/totals.ts'
import type { DiskMeasure } from './answers.ts'
import type { Failure } from './contract.ts'

/**
 * Work on one image that takes as long as its tables are large; `zeros` reads its raw layers, and
 * `measure` walks the tables of the whole chain.
 */
export type ImageWork = 'check' | 'snapshot-space' | 'map' | 'zeros' | 'measure'

/** What `check` came to. */
export interface CheckReport {
  readonly format: string
  /** Its lists are cut. */
  readonly check: ImageCheck
  /** QEMU has the file open for writing on this machine, whether it changed or not. */
  readonly isHeld?: true
  /** Findings, and structures beyond the end of the file, that are counted but not listed. */
  readonly moreFindings: number
  readonly moreBeyondEnd: number
}

/** A layer of a mapped disk. */
export interface MapLayer {
  /** Absolute path for people; for a member that is not here, the recorded name. */
  readonly path: string
  /** Not here, or not readable. */
  readonly missing: boolean
  /** As what the layer was read; absent for a missing one. */
  readonly format?: ImageFormat
  /** Virtual size in bytes; absent for a missing one. */
  readonly size?: number
  /** False where what is called data may be holes: nobody has looked for them. */
  readonly holesKnown: boolean
  /**
   * Bytes that are allocated for the files that hold its data, where that is less than what is shown as
   * data: the rest is holes, or compressed by the file system.
   */
  readonly allocated?: number
  /** Absolute paths of the files in which offsets count, by their numbers in extents. */
  readonly dataPaths: readonly (readonly [file: number, path: string])[]
  /** Recorded names of those that are not here. */
  readonly absentNames: readonly (readonly [file: number, name: string])[]
}

/**
 * Something that the disk needs and that is not here, or is another one than recorded; `tables` are
 * those of a layer whose file ends before them, and a `part` is of a larger disk.
 */
export type MapGap = OneGap | ExtentsGap

interface OneGap {
  readonly kind: 'part' | 'layer' | 'data-file' | 'identity' | 'format' | 'tables'
  /** Absolute path of the image that names it, or that cannot be read. */
  readonly path: string
  /** What is named: a data file, if its name is recorded, or the image below. */
  readonly name?: string
}

/** The files of extents; `elsewhere` are names of none beside the image. */
export interface ExtentsGap {
  readonly kind: 'extent' | 'extent-elsewhere'
  /** Absolute path of the image that names them. */
  readonly path: string
  /** The first of the names. */
  readonly names: readonly string[]
  /** How many names there are. */
  readonly count: number
}

/** The map of a guest's disk in a few words; its extents stay in the scanner. Bytes. */
export interface MapSummary {
  readonly size: number
  /** Active layer first. */
  readonly layers: readonly MapLayer[]
  /** Besides a backing file that is not here, which is a missing layer. */
  readonly gaps: readonly MapGap[]
  readonly totals: readonly MapTotal[]
  readonly extents: number
  /** What is mapped: less than `size` where there were too many extents. */
  readonly end: number
  /** There were so many extents that neighbours in several places of a file are one. */
  readonly coarse: boolean
  /** Runs of zeros were found by reading files with holes. */
  readonly zerosFound: boolean
  /** Bytes of them that were not read, because the search was cancelled: what is data there can be zeros. */
  readonly zerosUnread: number
  /** The first faults of the tables, and how many there are. */
  readonly faults: readonly Fault[]
  readonly faultCount: number
  /** Set where all of them are data past the end of a file, and nothing is wrong in a table. */
  readonly faultsAreEnds?: true
  /** What an entry maps that the format does not have, and is shown as QEMU reads it: the first such stretch. */
  readonly odd?: {
    readonly path: string
    readonly start: number
    readonly length: number
    readonly hasMore: boolean
  }
  /** Bytes of data whose places lie past the end of their file, so that they read as zeros. */
  readonly lost: number
  /** The image was changed meanwhile: the map is not of one moment. */
  readonly changed: boolean
}

export type ImageTaskResult =
  | { readonly kind: 'check'; readonly report: CheckReport }
  | { readonly kind: 'snapshot-space'; readonly space: SnapshotsSpace }
  | { readonly kind: 'measure'; readonly measure: DiskMeasure }
  /** `mapId` is what windows and extents are asked by. */
  | { readonly kind: 'map'; readonly mapId: string; readonly summary: MapSummary }
  /** The image's header or tables do not allow the work. */
  | { readonly kind: 'refused'; readonly fault: Fault }
  /** There is no such work for images of the format. */
  | { readonly kind: 'unsupported'; readonly format: string }

/** What a task sends over the port: progress, then exactly one of the others. */
export type TaskEvent =
  | {
      readonly kind: 'task-progress'
      readonly taskId: string
      /** Bytes: of tables, of the guest's disk, or read. `total` can grow. */
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'task-done'; readonly taskId: string; readonly result: ImageTaskResult }
  /** With the code `cancelled` for a task that was cancelled. */
  | { readonly kind: 'task-failed'; readonly taskId: string; readonly failure: Failure }
