/** Times in milliseconds. */
export interface ScannerOptions {
  /** Threads that scan. A local disk is served by one or two; a mount with latency by more. */
  readonly workers: number
  /** Units handed to a worker at once: few enough to share the work, enough to save messages. */
  readonly chunk: number
  /** A worker that asks the file system nothing new for so long hangs in a call. */
  readonly silence: number
  /** As `silence`, of a look for a chain member: whoever waits for it hears nothing meanwhile. */
  readonly lookSilence: number
  /** How long a worker may take to hear a cancel; then it is left behind. */
  readonly cancelGrace: number
  /** How long a cancelled worker may take that still walks the rest of a disk, to keep what it has found. */
  readonly partGrace: number
  /** After so many workers were lost in one scan the mount itself counts as gone. */
  readonly maxLost: number
  /** Rows reach the window each `batch` or when there are `batchRows`. */
  readonly batch: number
  readonly batchRows: number
  readonly progress: number
  /** Finished scans that are kept for reports and opened rows. */
  readonly keptScans: number
}

export const SCANNER_OPTIONS: ScannerOptions = {
  workers: 2,
  chunk: 64,
  silence: 10_000,
  lookSilence: 5_000,
  cancelGrace: 60,
  partGrace: 1000,
  maxLost: 8,
  batch: 100,
  batchRows: 500,
  progress: 250,
  keptScans: 2,
}
