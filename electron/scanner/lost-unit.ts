import { unknownEntry } from '../../shared/scan/entry.ts'
import type { ScanUnit, UnitResult } from '../../shared/scan/model.ts'

/** Why the worker that read a unit was lost. */
export type Loss = 'not-responding' | 'failed'

/** The result of a unit whose worker hung or died: its folder, with the reason. */
export function lostUnit(unit: ScanUnit, loss: Loss): UnitResult {
  const { path } = unit
  const fault =
    loss === 'failed'
      ? ({ code: 'io', path, errno: 'EIO' } as const)
      : ({ code: 'not-responding', path, errno: 'ETIMEDOUT' } as const)
  return { unit, partial: true, entries: [unknownEntry(path, 'directory', 'directory', fault)] }
}
