import type { ByteSource } from '../bytes/source.ts'
import type { HeadFormat } from './detect.ts'
import { checkQcow2Steps } from './qcow2/check/check.ts'
import type { CheckSteps } from './qcow2/check/types.ts'

/** Checks an image of one format step by step; throws `FormatError` when it cannot be checked. */
export type ImageChecker = (source: ByteSource) => CheckSteps

/** Formats whose images can be checked. */
const CHECKERS: Partial<Readonly<Record<HeadFormat, ImageChecker>>> = {
  qcow2: checkQcow2Steps,
}

/** Undefined for a format without a check; undefined as a format is raw, which has nothing to check. */
export function checkerOf(format: HeadFormat | undefined): ImageChecker | undefined {
  return format === undefined ? undefined : CHECKERS[format]
}
