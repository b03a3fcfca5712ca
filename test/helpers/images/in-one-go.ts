import type { ByteSource } from '../../../shared/bytes/source.ts'
import { headWindow } from '../../../shared/bytes/window.ts'
import { detectWith } from '../../../shared/formats/candidates/detect-all.ts'
import type { Detection } from '../../../shared/formats/candidates/types.ts'
import type { CheckContext, ImageCheck } from '../../../shared/formats/check/types.ts'
import { findChecker } from '../../../shared/formats/check-image.ts'
import type { HeadFormat } from '../../../shared/formats/detect.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import { checkQcow2Walk } from '../../../shared/formats/qcow2/check/check.ts'
import type { Qcow2Check } from '../../../shared/formats/qcow2/check/types.ts'
import {
  type SnapshotsSpace,
  snapshotSpaceWalk,
} from '../../../shared/formats/qcow2/snapshot-space.ts'
import type { Walk } from '../../../shared/formats/walk.ts'

// What the program does step by step, or of a file that it has probed, from the bytes alone.

export type CheckOutcome =
  | { readonly kind: 'checked'; readonly format: HeadFormat; readonly check: ImageCheck }
  | { readonly kind: 'cancelled' }
  /** There is no check for the format; undefined stands for raw. */
  | { readonly kind: 'unsupported'; readonly format: HeadFormat | undefined }

interface WalkHooks {
  readonly progress?: (done: number, total: number) => void
  /** Asked at every step. */
  readonly cancelled?: () => boolean
}

/** Throws `FormatError` when it cannot be checked; a damaged image is a result. */
export function checkImage(
  source: ByteSource,
  hooks: WalkHooks = {},
  context: CheckContext = {},
): CheckOutcome {
  const { format, checker } = findChecker(source)
  if (format === undefined || checker === undefined) return { kind: 'unsupported', format }
  const check = runWalk(checker(source, context), hooks)
  return check === undefined ? { kind: 'cancelled' } : { kind: 'checked', format, check }
}

export function detectAll(source: ByteSource): Detection {
  return detectWith(headWindow(source), probeImage(source))
}

export function snapshotSpace(source: ByteSource): SnapshotsSpace {
  return finishWalk(snapshotSpaceWalk(source))
}

export function checkQcow2(source: ByteSource): Qcow2Check {
  return finishWalk(checkQcow2Walk(source))
}

/** Goes to the end of a walk without a break. Undefined when it was cancelled. */
function runWalk<Result>(
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
function finishWalk<Result>(walk: Walk<Result>): Result {
  for (;;) {
    const { done, value } = walk.next()
    if (done === true) return value
  }
}
