import type { Fault } from '../bytes/errors.ts'
import type { Qcow2Header } from './qcow2/types.ts'
import type { ImageSummary } from './types.ts'

/** Everything that the header structures of one image say; read when it is asked for. */
export interface ImageDetails {
  readonly summary: ImageSummary
  readonly qcow2?: Qcow2Details
  /** Faults that do not stop the reading, each named. */
  readonly faults: readonly Fault[]
}

export interface Qcow2Details {
  readonly header: Qcow2Header
}
