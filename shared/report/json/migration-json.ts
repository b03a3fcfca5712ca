import type { Dependant, Dependants } from '../../analysis/accounting/deletion/dependants.ts'
import type { Travel } from '../../analysis/accounting/travel/travel.ts'
import {
  flattenedDoubt,
  lengthDoubt,
  ownDoubt,
  togetherDoubt,
} from '../../analysis/accounting/travel/travel-doubt.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import type { NodeReport } from '../schema/schema.ts'

type MigrationPart = NonNullable<NodeReport['instances'][number]['migration']>

/** Null for an instance whose folder was not scanned, or of which nothing could be seen. */
export function migrationPart(row: InstanceRow, travel: Travel | undefined): MigrationPart | null {
  if (travel === undefined || row.incomplete === 'shut') return null
  const { needed, broken, own, ownLength, together, togetherLength } = travel
  return {
    files: travel.ownFiles,
    needs: needed.map(({ path }) => path),
    movedBytes: togetherDoubt(row, travel) === undefined ? together : null,
    movedLengthBytes: lengthDoubt(row, travel) === undefined ? togetherLength : null,
    withBaseThereBytes: ownDoubt(row) === undefined ? own : null,
    withBaseThereLengthBytes: row.incomplete === undefined ? ownLength : null,
    ...flattenedPart(row, travel),
    broken: broken.map(({ path }) => path),
  }
}

/** How much of a chain would be written only the tables of its images say; of no disk it is nothing. */
function flattenedPart(
  row: InstanceRow,
  travel: Travel,
): Pick<MigrationPart, 'flattenedBytes' | 'flattenedUnknown'> {
  const doubt = flattenedDoubt(row, travel)
  if (doubt === 'folder') return { flattenedBytes: null, flattenedUnknown: 'folder' }
  if (doubt !== undefined) return { flattenedBytes: null, flattenedUnknown: 'chain' }
  if (row.disks.length === 0) return { flattenedBytes: 0, flattenedUnknown: null }
  return { flattenedBytes: null, flattenedUnknown: 'tables' }
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
