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

export interface WalkHooks {
  readonly progress?: (done: number, total: number) => void
  /** Asked at every step. */
  readonly cancelled?: () => boolean
}

/** Goes to the end of a walk without a break, as in a worker. Undefined when it was cancelled. */
export function runWalk<Result>(
  walk: Walk<Result>,
  { progress, cancelled }: WalkHooks = {},
): Result | undefined {
  for (;;) {
    if (cancelled?.() === true) return undefined
    const { done, value } = walk.next()
    if (done === true) return value
    progress?.(value.done, value.total)
  }
}

/** The result of a walk that nobody cancels. */
export function finishWalk<Result>(walk: Walk<Result>): Result {
  for (;;) {
    const { done, value } = walk.next()
    if (done === true) return value
  }
}
