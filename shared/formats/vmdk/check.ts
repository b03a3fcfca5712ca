import type { ByteSource } from '../../bytes/source.ts'
import { BlockCheck } from '../check/block-check.ts'
import type { CheckContext, ImageCheck } from '../check/types.ts'
import { errorOf } from '../disk/fault.ts'
import type { Walk } from '../walk.ts'
import { checkGrains, readVmdk } from './check-grains.ts'
import { checkParts } from './check-parts.ts'
import { extentAlone, isExtentAlone } from './extent-alone.ts'

/**
 * What is wrong with the grains of a VMDK, in its own file and in those that its descriptor names:
 * tables and grains that begin after the end of it (block/vmdk.c), each of which is told. qemu-img
 * stops at the first of them, and ends with 1. Throws `FormatError` for a header that is refused.
 */
export function* checkVmdkWalk(source: ByteSource, context: CheckContext): Walk<ImageCheck> {
  const found = readVmdk(source)
  if (found.summary.fault !== undefined) throw errorOf(found.summary.fault)
  const check = new BlockCheck(source)
  const { sparse, descriptor } = found.vmdk
  // What is found in it is found all the same: the disk that it is of cannot be sounder.
  if (isExtentAlone(found.vmdk)) check.error(extentAlone)
  if (sparse !== undefined || descriptor === undefined) yield* checkGrains(check, found)
  else yield* checkParts(check, descriptor, context)
  return check.result()
}
