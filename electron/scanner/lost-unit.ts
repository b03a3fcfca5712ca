import type { TreeFault } from '../../shared/files/tree.ts'
import { unknownEntry } from '../../shared/scan/entry.ts'
import type { UnitResult } from '../../shared/scan/model.ts'
import type { ScanUnit } from '../../shared/scan/scan-unit.ts'

/** Why the worker that read a unit or planned a path was lost. */
export type Loss = 'not-responding' | 'failed'

/** The result of a unit whose worker hung or died: its folder, with the reason. */
export function lostUnit(unit: ScanUnit, loss: Loss): UnitResult {
  const { path } = unit
  const fault = lossFault(path, loss)
  return { unit, partial: true, entries: [unknownEntry(path, 'directory', 'directory', fault)] }
}

/** What a lost worker says of what it was reading. */
export function lossFault(path: string, loss: Loss): TreeFault {
  return loss === 'failed'
    ? { code: 'io', path, errno: 'EIO' }
    : { code: 'not-responding', path, errno: 'ETIMEDOUT' }
}
