import type { KnownSizes } from '../../analysis/accounting/forest/sizes.ts'
import { isGone } from '../../analysis/disks/found-disks.ts'
import { growthSum, virtualSum } from '../../analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { isWithoutDomain } from '../../analysis/rows/without-domain.ts'
import { isFolderAtLeast, knownSizes } from '../../analysis/sizes/known-allocated.ts'
import { whyNoSizes } from '../../analysis/sizes/why-unknown.ts'
import { isoTime } from '../../values/time.ts'
import type { Columns } from './csv-tables.ts'
import type { CsvCell } from './csv-text.ts'

export const instanceColumns: Columns<InstanceRow> = [
  ['uuid', (row) => row.uuid],
  ['name', (row) => row.name],
  ['kind', (row) => row.kind],
  ['path', (row) => row.id],
  ['disks', (row) => ifSeen(row, row.disks.length)],
  ['files', (row) => ifSeen(row, row.fileCount)],
  ['virtual_bytes', (row) => virtualSum(row).bytes],
  ['allocated_bytes', (row) => row.allocated],
  ['overcommitted_bytes', (row) => growthSum(row).bytes],
  ['changed_at', (row) => isoTime(row.changedMs)],
  ['findings', (row) => row.findings.length],
  ['libvirt_name', ({ identity }) => identity?.libvirtName],
  ['flavor', ({ identity }) => identity?.flavor?.name],
  ['project_id', ({ identity }) => identity?.projectId],
  ['project', ({ identity }) => identity?.projectName],
  ['user_id', ({ identity }) => identity?.userId],
  ['image_id', ({ identity }) => identity?.imageId],
  ['vcpus', ({ identity }) => identity?.vcpus],
  ['memory_bytes', ({ identity }) => identity?.memory],
  ['nova_version', ({ identity }) => identity?.novaVersion],
  ['created_at', ({ identity }) => isoTime(identity?.createdMs ?? Number.NaN)],
  ['remote_disks', ({ remoteDisks }) => remoteDisks?.filter(isGone).length ?? 0],
  ['exclusive_bytes', (row) => knownSizes(row)?.exclusive],
  ['shared_bytes', (row) => knownSizes(row)?.shared],
  ['amortised_bytes', (row) => knownSizes(row)?.amortised],
  ['orphan', ({ orphan }) => (orphan === true ? 'true' : 'false')],
  ['disks_of_unknown_size', (row) => ifSeen(row, virtualSum(row).unknownDisks)],
  ['incomplete', ({ incomplete }) => (incomplete === undefined ? 'false' : 'true')],
  ['may_be_of', ({ otherHosts }) => otherHosts?.join(' ')],
  ['unknown_sizes', (row) => whyNoSizes(row)],
  ['without_domain', (row) => String(isWithoutDomain(row))],
  ['state', ({ identity }) => identity?.state?.state],
  ['state_reason', ({ identity }) => identity?.state?.reason],
  ['job', ({ identity }) => identity?.state?.job],
  ['block_jobs', ({ identity }) => identity?.state?.blockJobs?.join(', ')],
  ['exclusive_is_at_least', (row) => leastExclusive(knownSizes(row))],
  ['allocated_is_at_least', (row) => String(isFolderAtLeast(row))],
]

/** Of a folder that nobody could look into, how much is in it is not known. */
function ifSeen({ incomplete }: InstanceRow, count: number): number | undefined {
  return incomplete === 'shut' ? undefined : count
}

/** Empty where it is not known at all. */
export function leastExclusive(sizes: KnownSizes | undefined): CsvCell {
  return sizes === undefined ? undefined : String(sizes.isExclusiveAtLeast === true)
}
