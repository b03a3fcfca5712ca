import type { BaseRow, DiskCell, ImageRow } from '../../analysis/rows/rows.ts'
import { knownAllocated } from '../../analysis/sizes/known-allocated.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { NodeReport } from '../schema/schema.ts'

export function allocatedPart(
  row: DiskCell | BaseRow | ImageRow | ScannedEntry,
): Pick<NodeReport['bases'][number], 'allocatedBytes' | 'allocatedFrom'> {
  const { allocatedFrom = 'blocks' } = row
  return { allocatedBytes: knownAllocated(row) ?? null, allocatedFrom }
}
