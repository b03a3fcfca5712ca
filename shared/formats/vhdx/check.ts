import { sentenceOf } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { english } from '../../phrases/english.ts'
import { BlockCheck, ENTRIES_A_STEP } from '../check/block-check.ts'
import type { ImageCheck } from '../check/types.ts'
import { entryTableInside } from '../disk/entry-table.ts'
import { errorOf } from '../disk/fault.ts'
import type { Walk } from '../walk.ts'
import { BlockRule } from './open-rule.ts'
import { readVhdx } from './vhdx.ts'

const ENTRY_BYTES = 8

/**
 * What qemu-img finds in a VHDX, which is what keeps qemu from opening it: `BlockRule`. Throws
 * `FormatError` for what cannot be read, and, as qemu does, for a log that is to be replayed first.
 */
export function* checkVhdxWalk(source: ByteSource): Walk<ImageCheck> {
  const { summary, vhdx } = readVhdx(headWindow(source))
  if (summary.fault?.what === 'vhdx.log') throw errorOf(summary.fault)
  const check = new BlockCheck(source)
  const rule = new BlockRule(source, vhdx)
  // Throws when it is not: what a walk costs is bounded by what the file really is.
  const { count } = entryTableInside(source, rule.table.shape).shape
  const total = count * ENTRY_BYTES
  for (let index = 0; index < count; index += 1) {
    for (const fault of rule.faults(index)) {
      const { what, offset, expected, found } = fault
      const message = english(sentenceOf(fault))
      check.corruption(() => ({ what, offset, expected, found, message }))
    }
    if (index % ENTRIES_A_STEP === 0) yield { done: index * ENTRY_BYTES, total }
  }
  return check.result()
}
