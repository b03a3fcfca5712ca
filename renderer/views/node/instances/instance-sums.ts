import { insteadOfDisk } from '../../../../shared/analysis/rows/instead-of-disk.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { whyNoSizes, whyNoSizesOfDisk } from '../../../../shared/analysis/sizes/why-unknown.ts'

/** Whether the instance's folder could not be looked into: then its disks are not known. */
export function isShut({ incomplete }: InstanceRow): boolean {
  return incomplete === 'shut'
}

/** Why an instance has no virtual size: a key of the catalogue. */
export function unknownVirtual(row: InstanceRow) {
  if (isShut(row)) return 'instances.shut'
  if (row.disks.length > 0) return 'facts.unknownVirtual'
  if (row.incomplete !== undefined) return 'unknown.folder'
  const instead = insteadOfDisk(row)
  return instead === undefined ? 'instances.noDisks' : (`instances.instead.${instead}` as const)
}

/** Why it is not known what an instance costs: a key of the catalogue. */
export function unknownSizes(row: InstanceRow) {
  return `unknown.sizes.${whyNoSizes(row) ?? 'not-counted'}` as const
}

/** Why it is not known what a disk of an instance costs: a key of the catalogue. */
export function unknownSizesOfDisk(row: InstanceRow, disk: DiskCell) {
  return `unknown.sizes.${whyNoSizesOfDisk(row, disk) ?? 'not-counted'}` as const
}

/** Full width of the usage bars: the largest row decides, so that all can be compared. */
export function usageScale(rows: readonly InstanceRow[]): number {
  return rows.reduce((most, { virtual, allocated }) => Math.max(most, virtual, allocated), 0)
}
