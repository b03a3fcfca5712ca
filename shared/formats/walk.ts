/** How far a walk over an image's tables has come. Bytes; `total` grows as tables are found. */
export interface WalkProgress {
  readonly done: number
  readonly total: number
}

/**
 * Work that goes on from table to table, so that the caller can do other things in between, and
 * cancel by not going on.
 */
export type Walk<Result> = Generator<WalkProgress, Result, void>
