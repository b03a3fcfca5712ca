import type { ImageCheck } from '../../check/types.ts'

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

export interface Qcow2Check extends ImageCheck {
  readonly bitmaps: readonly BitmapSpace[]
  /** Notes, of which no other field tells the number. */
  readonly notes: number
}
