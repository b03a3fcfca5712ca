import type { ByteSource } from '../bytes/source.ts'
import { headWindow } from '../bytes/window.ts'
import type { ImageChecker } from './check/types.ts'
import { detectHead, type HeadFormat } from './detect.ts'
import { checkParallelsWalk } from './parallels/check.ts'
import { checkQcow2Walk } from './qcow2/check/check.ts'
import { checkQedWalk } from './qed/check.ts'
import { checkVdiWalk } from './vdi/check.ts'
import { checkVhdxWalk } from './vhdx/check.ts'
import { checkVmdkWalk } from './vmdk/check.ts'

/** Formats whose images can be checked. */
const CHECKERS: Partial<Readonly<Record<HeadFormat, ImageChecker>>> = {
  parallels: checkParallelsWalk,
  qcow2: checkQcow2Walk,
  qed: checkQedWalk,
  vdi: checkVdiWalk,
  vhdx: checkVhdxWalk,
  'vmdk-cowd': checkVmdkWalk,
  'vmdk-descriptor': checkVmdkWalk,
  'vmdk-sparse': checkVmdkWalk,
}

const HEAD_SIZE = 512

export interface FoundChecker {
  readonly format: HeadFormat | undefined
  readonly checker: ImageChecker | undefined
}

/** The check for what the file's first bytes say that it is. */
export function findChecker(source: ByteSource): FoundChecker {
  const format = detectHead(headWindow(source, HEAD_SIZE).head)
  return { format, checker: format === undefined ? undefined : CHECKERS[format] }
}
