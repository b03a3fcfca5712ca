import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'

/**
 * An image of a store that is empty, of which Nova made a base: the store lost it. (Nova stores empty images
 * of its own, as snapshots of instances on volumes, and makes no base of one.)
 */
export function lostImageFindings(
  { path, role, type, length, unseen }: ScannedEntry,
  base: ScannedEntry | undefined,
): readonly Finding[] {
  const isEmpty = type === 'file' && length === 0 && unseen !== true
  if (role !== 'glance-image' || !isEmpty || base === undefined || base.length === 0) return []
  const evidence = { case: 'empty-image', name: base.path }
  return [finding('truncated', { kind: 'image', path }, evidence, 'high')]
}
