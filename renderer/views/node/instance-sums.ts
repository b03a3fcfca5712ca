import type { DiskCell, InstanceRow } from '../../../shared/analysis/model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'

/** Virtual size of an instance, and of how many disks it is not known. */
export function virtualOf(row: InstanceRow): {
  readonly bytes: number | undefined
  readonly unknownDisks: number
} {
  const unknownDisks = row.disks.filter(({ virtual }) => virtual === undefined).length
  return { bytes: unknownDisks === row.disks.length ? undefined : row.virtual, unknownDisks }
}

/** Whether the instance's folder could not be looked into: then its disks are not known. */
export function isShut({ id, findings }: InstanceRow): boolean {
  return findings.some(({ code, subject }) => code === 'unreadable' && subject.path === id)
}

/** Why an instance has no virtual size: a key of the catalogue. */
export function unknownVirtual(row: InstanceRow) {
  if (isShut(row)) return 'instances.shut'
  return row.disks.length === 0 ? 'instances.noDisks' : 'facts.unknownVirtual'
}

/** Bases that an instance's disks stand on, that of the root disk first, each once. */
export function basesOf(row: InstanceRow): readonly TreePath[] {
  const [...disks] = row.disks
  disks.sort((a, b) => rank(a) - rank(b))
  return [...new Set(disks.flatMap(({ base }) => (base === undefined ? [] : [base])))]
}

function rank({ role }: DiskCell): number {
  return role === 'disk' ? 0 : 1
}

/** Full width of the usage bars: the largest row decides, so that all can be compared. */
export function usageScale(rows: readonly InstanceRow[]): number {
  return rows.reduce((most, { virtual, allocated }) => Math.max(most, virtual, allocated), 0)
}
