import type { Fault } from '../../../bytes/errors.ts'

/**
 * `corruption` and `leak` are counted as qemu-img counts them; `error` is what could not be checked;
 * `note` is worth knowing and harmless.
 */
export type FindingKind = 'corruption' | 'error' | 'leak' | 'note'

/** One thing that is not as it should be. */
export interface CheckFinding {
  readonly kind: FindingKind
  /** The structure, e.g. `L2 entry`, `refcount`. */
  readonly what: string
  /** Byte offset in the file of what is wrong; of the cluster, for a refcount. */
  readonly offset: number
  readonly expected: string
  readonly found: string
  /** One English sentence; the terms are qemu's. */
  readonly message: string
  /** How often it counts: a table that several L1 entries name is checked for each of them. */
  readonly times: number
}

/** The space of one bitmap in the file. */
export interface BitmapSpace {
  readonly name: string
  /** Set while a program had it open: it was not saved and says nothing any more. */
  readonly inUse: boolean
  /** Bytes of its table, in whole clusters. */
  readonly tableBytes: number
  /** Bytes of stored bits, in whole clusters; all zeros and all ones take none. */
  readonly dataBytes: number
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

export interface Qcow2Check extends ImageCheck {
  readonly bitmaps: readonly BitmapSpace[]
  /** Notes, of which no other field tells the number. */
  readonly notes: number
}
