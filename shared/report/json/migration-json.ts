import type { Dependant, Dependants } from '../../analysis/accounting/deletion/dependants.ts'
import type { RestFile } from '../../analysis/accounting/travel/folder-rest.ts'
import type { LinkedDisk } from '../../analysis/accounting/travel/linked-disks.ts'
import type { NeededFile } from '../../analysis/accounting/travel/needed-files.ts'
import type { Travel } from '../../analysis/accounting/travel/travel.ts'
import {
  basesThereDoubt,
  basesThereLengthDoubt,
  flattenedDoubt,
  lengthDoubt,
  type TravelDoubt,
  togetherDoubt,
} from '../../analysis/accounting/travel/travel-doubt.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { ifCounted } from '../../analysis/sizes/known-allocated.ts'
import type { NodeReport } from '../schema/schema.ts'

type MigrationPart = NonNullable<NodeReport['instances'][number]['migration']>

/** Null for an instance whose folder was not scanned, or of which nothing could be seen. */
export function migrationPart(row: InstanceRow, travel: Travel | undefined): MigrationPart | null {
  if (travel === undefined || row.incomplete === 'shut') return null
  const { needed, broken, basesThere, basesThereLength, together, togetherLength } = travel
  const isKnown = (doubt: TravelDoubt | undefined) => doubt === undefined
  return {
    files: travel.ownFiles,
    linkedFiles: (travel.linked ?? []).map(linkedPart),
    alsoInFolder: (travel.rest ?? []).map(restPart),
    needs: needed.map(({ path }) => path),
    needed: needed.map(neededPart),
    movedBytes: isKnown(togetherDoubt(row, travel)) ? together : null,
    movedLengthBytes: isKnown(lengthDoubt(row, travel)) ? togetherLength : null,
    withBaseThereBytes: isKnown(basesThereDoubt(row, travel)) ? basesThere : null,
    withBaseThereLengthBytes: isKnown(basesThereLengthDoubt(row, travel)) ? basesThereLength : null,
    ...flattenedPart(row, travel),
    broken: broken.map(({ path }) => path),
    lacking: broken.map(({ path, chain: state, name = null }) => ({ path, state, recorded: name })),
    hostDevices: (travel.hostDevices ?? []).map(({ type, name = null }) => ({ type, name })),
  }
}

function linkedPart(file: LinkedDisk): MigrationPart['linkedFiles'][number] {
  const { path, linkedAt: linkedFrom, allocated, length: lengthBytes } = file
  const allocatedBytes = ifCounted([file], allocated) ?? null
  return { path, linkedFrom, allocatedBytes, lengthBytes }
}

function restPart(file: RestFile): MigrationPart['alsoInFolder'][number] {
  const { path, kind, allocated, length: lengthBytes } = file
  return { path, kind, allocatedBytes: ifCounted([file], allocated) ?? null, lengthBytes }
}

function neededPart(file: NeededFile): MigrationPart['needed'][number] {
  const { path, kind, of: instance = null, cached = false, otherUsers } = file
  const { allocated = null, length: lengthBytes = null } = file
  const allocatedBytes = ifCounted([file], allocated) ?? null
  return { path, kind, instance, inImageCache: cached, allocatedBytes, lengthBytes, otherUsers }
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
