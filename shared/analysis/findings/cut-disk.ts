import type { Clue } from '../../findings/types.ts'

const LOSSES: ReadonlySet<string> = new Set([
  'truncated/warning',
  'truncated/with-snapshots',
  'truncated/overlay',
  'truncated/overlay-with-snapshots',
  'truncated/partition',
])

/**
 * Whether data of a disk are lost, and not only its snapshots, by a finding's `case`: whoever reads it goes on
 * with older data or zeros and meets no error, where one without its base does not start.
 */
export function isLoss(by: string): boolean {
  return LOSSES.has(by)
}

/** What was found of a file that is cut under a name of nobody's: no disk that an instance has lost. */
export function asStray(clues: readonly Clue[]): readonly Clue[] {
  return clues.map((one) => (one.code === 'truncated' ? { ...one, severity: 'warning' } : one))
}
