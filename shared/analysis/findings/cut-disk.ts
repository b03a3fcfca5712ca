import type { Clue } from '../../findings/types.ts'

/** Data of the disk are lost, and not only its snapshots. */
const LOSSES: ReadonlySet<string> = new Set([
  'truncated/warning',
  'truncated/with-snapshots',
  'truncated/overlay',
  'truncated/overlay-with-snapshots',
  'truncated/partition',
])

/**
 * What was found of an instance's disk that was cut: its guest goes on with older data or zeros and meets
 * no error, where one without its base does not start.
 */
export function withCutDisk(clues: readonly Clue[]): readonly Clue[] {
  const isCut = ({ code, evidence }: Clue) =>
    code === 'truncated' && LOSSES.has(String(evidence['case']))
  return clues.some(isCut)
    ? clues.map((one) => (isCut(one) ? { ...one, severity: 'high' } : one))
    : clues
}

/** What was found of a file that is cut under a name of nobody's: no disk that an instance has lost. */
export function asStray(clues: readonly Clue[]): readonly Clue[] {
  return clues.map((one) => (one.code === 'truncated' ? { ...one, severity: 'warning' } : one))
}
