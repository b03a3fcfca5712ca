import type { ByteSource } from '../../../shared/bytes/source.ts'
import { headWindow } from '../../../shared/bytes/window.ts'
import { detectWith } from '../../../shared/formats/candidates/detect-all.ts'
import type { Detection } from '../../../shared/formats/candidates/types.ts'
import type { CheckContext, ImageCheck } from '../../../shared/formats/check/types.ts'
import { findChecker } from '../../../shared/formats/check-image.ts'
import type { HeadFormat } from '../../../shared/formats/detect.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import {
  type SnapshotsSpace,
  snapshotSpaceWalk,
} from '../../../shared/formats/qcow2/snapshot-space.ts'
import { finishWalk, runWalk, type WalkHooks } from '../../../shared/formats/walk.ts'

// What the program does step by step, or of a file that it has probed, from the bytes alone.

export type CheckOutcome =
  | { readonly kind: 'checked'; readonly format: HeadFormat; readonly check: ImageCheck }
  | { readonly kind: 'cancelled' }
  /** There is no check for the format; undefined stands for raw. */
  | { readonly kind: 'unsupported'; readonly format: HeadFormat | undefined }

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
