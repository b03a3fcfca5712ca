import { novaDisk } from '../../analysis/accounting/nova/nova-disk.ts'
import { shownEnd } from '../../analysis/chain/refused-layer.ts'
import { formatRead } from '../../analysis/disks/disk-cell.ts'
import type { DiskCell, InstanceRow } from '../../analysis/rows/rows.ts'
import {
  ifCounted,
  knownAllocated,
  knownSizesOfDisk,
} from '../../analysis/sizes/known-allocated.ts'
import { overcommit } from '../../analysis/sizes/overcommit.ts'
import { whyNoSizesOfDisk, whyNotAllocated } from '../../analysis/sizes/why-unknown.ts'
import { shownFormat } from '../text/format-text.ts'
import { leastExclusive } from './csv-instances.ts'
import type { Columns } from './csv-tables.ts'

export interface DiskOfInstance {
  readonly instance: InstanceRow
  readonly disk: DiskCell
}

export const diskColumns: Columns<DiskOfInstance> = [
  ['instance_uuid', ({ instance }) => instance.uuid],
  ['instance_name', ({ instance }) => instance.name],
  ['instance_kind', ({ instance }) => instance.kind],
  ['name', ({ disk }) => disk.name],
  ['path', ({ disk }) => disk.path],
  ['format', ({ disk }) => shownFormat(disk.format)],
  ['virtual_bytes', ({ disk }) => disk.virtual],
  ['length_bytes', ({ disk }) => disk.length],
  ['allocated_bytes', ({ disk }) => knownAllocated(disk)],
  ['allocated_from', ({ disk }) => disk.allocatedFrom ?? 'blocks'],
  ['overcommitted_bytes', ({ disk }) => ifCounted([disk], overcommit(disk))],
  ['backing_recorded', ({ disk }) => disk.backing?.name],
  ['backing_format', ({ disk }) => disk.backing?.format],
  ['backing_path', ({ disk }) => disk.backing?.path],
  ['base_path', ({ disk }) => disk.base],
  ['chain_state', ({ disk }) => shownEnd(disk.chain, disk.refusedIn)],
  ['exclusive_bytes', ({ disk }) => knownSizesOfDisk(disk)?.exclusive],
  ['shared_bytes', ({ disk }) => knownSizesOfDisk(disk)?.shared],
  ['amortised_bytes', ({ disk }) => knownSizesOfDisk(disk)?.amortised],
  ['nova_type', ({ disk }) => novaDisk(disk).type],
  ['nova_virt_disk_size', ({ disk }) => novaDisk(disk).virtDiskSize],
  ['nova_disk_size', ({ disk }) => novaDisk(disk).diskSize],
  ['nova_over_committed_disk_size', ({ disk }) => novaDisk(disk).overCommittedDiskSize],
  ['nova_backing_file', ({ disk }) => novaDisk(disk).backingFile],
  ['nova_left_out', ({ disk }) => disk.novaLeavesOut],
  ['declared_format', ({ disk }) => disk.declared],
  ['read_as', ({ disk }) => shownFormat(formatRead(disk))],
  ['unknown_virtual', ({ disk }) => disk.whyNoVirtual],
  ['unknown_allocated', ({ disk }) => whyNotAllocated(disk)],
  ['unknown_sizes', ({ instance, disk }) => whyNoSizesOfDisk(instance, disk)],
  ['exclusive_is_at_least', ({ disk }) => leastExclusive(knownSizesOfDisk(disk))],
]

export function* disksOf(instances: readonly InstanceRow[]): Iterable<DiskOfInstance> {
  for (const instance of instances) {
    for (const disk of instance.disks) yield { instance, disk }
  }
}
