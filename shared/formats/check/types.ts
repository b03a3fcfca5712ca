import type { Fault } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import type { Said } from '../../phrases/phrase.ts'
import type { Walk } from '../walk.ts'

/** Checks an image of one format; throws `FormatError` when it cannot be checked. */
export type ImageChecker = (source: ByteSource, context: CheckContext) => Walk<ImageCheck>

/** What a check needs besides the image's own file. */
export interface CheckContext {
  /**
   * The file that a VMDK descriptor names as an extent, when it is granted and here. Asked for plain
   * names only; the check closes it.
   */
  readonly extentFile?: (name: string) => CheckedFile | undefined
}

export interface CheckedFile {
  readonly source: ByteSource
  close(): void
}

/**
 * `corruption` and `leak` are counted as qemu-img counts them; `error` is what could not be checked;
 * `note` is worth knowing and harmless.
 */
export type FindingKind = 'corruption' | 'error' | 'leak' | 'note'

/** One thing that is not as it should be. */
export interface CheckFinding {
  readonly kind: FindingKind
  /** The structure, e.g. `L2 entry`, `refcount`. */
  readonly what: FaultPlace
  /** Byte offset in the file of what is wrong; of the cluster, for a refcount. */
  readonly offset: number
  readonly expected: Said
  readonly found: Said
  /** One English sentence; the terms are qemu's. */
  readonly message: string
  /** The name of the file that `offset` is in, where it is not the image's own. */
  readonly file?: string
  /** How often it counts: a table that several L1 entries name is checked for each of them. */
  readonly times: number
}

/** What `qemu-img check` counts, for whatever format. */
export interface ImageCheck {
  readonly checkErrors: number
  readonly corruptions: number
  /** Clusters with a higher refcount than they have references. */
  readonly leaks: number
  /** Bytes up to the end of the last cluster in use; 0 where the format does not say. */
  readonly imageEndOffset: number
  /** Of the guest's disk. */
  readonly totalClusters: number
  readonly allocatedClusters: number
  readonly fragmentedClusters: number
  readonly compressedClusters: number
  /** The first findings of each kind, worst kind first. */
  readonly findings: readonly CheckFinding[]
  /** Structures that end after the file does, the first of them; qemu-img does not name them. */
  readonly beyondEnd: readonly Fault[]
  /** All of them. */
  readonly beyondEndCount: number
  /**
   * Header or L1 table are others than when the check began: the image is in use, and what was found
   * may not be of one moment.
   */
  readonly changed: boolean
}
