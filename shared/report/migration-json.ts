import type { Dependant, Dependants } from '../analysis/accounting/dependants.ts'
import type { Travel } from '../analysis/accounting/travel.ts'
import { ifCounted } from '../analysis/known-allocated.ts'
import type { InstanceRow } from '../analysis/rows.ts'
import type { NodeReport } from './schema.ts'

type MigrationPart = NonNullable<NodeReport['instances'][number]['migration']>

/** Null for an instance whose folder was not scanned. */
export function migrationPart(row: InstanceRow, travel: Travel | undefined): MigrationPart | null {
  if (travel === undefined) return null
  const { needed, broken, own, ownLength, together, togetherLength } = travel
  const isKnown = broken.length === 0 && needed.every(({ allocated }) => allocated !== undefined)
  return {
    files: travel.ownFiles,
    needs: needed.map(({ path }) => path),
    movedBytes: isKnown ? (ifCounted(row.disks, together) ?? null) : null,
    movedLengthBytes: isKnown ? togetherLength : null,
    withBaseThereBytes: ifCounted(row.disks, own) ?? null,
    withBaseThereLengthBytes: ownLength,
    ...flattenedPart(row, travel),
    broken: broken.map(({ path }) => path),
  }
}

/** How much of a chain would be written only the tables of its images say; of no disk it is nothing. */
function flattenedPart(
  { disks }: InstanceRow,
  { broken }: Travel,
): Pick<MigrationPart, 'flattenedBytes' | 'flattenedUnknown'> {
  if (disks.length === 0) return { flattenedBytes: 0, flattenedUnknown: null }
  return { flattenedBytes: null, flattenedUnknown: broken.length > 0 ? 'chain' : 'tables' }
}

export function dependantsPart({
  instances,
  others,
}: Dependants): NodeReport['bases'][number]['dependants'] {
  return { instances: instances.map(dependantPart), others: others.map(dependantPart) }
}

function dependantPart({ path, allocated, disks }: Dependant) {
  return { path, allocatedBytes: allocated, disks }
}
