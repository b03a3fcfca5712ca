import { join } from 'node:path'
import { novaDisk } from '../../../shared/analysis/accounting/nova/nova-disk.ts'
import type { DiskCell } from '../../../shared/analysis/rows/rows.ts'
import type { DiskInfo } from './nova.ts'

/** Our disks as Nova's driver tells its own, by path: what the two say of them is to be equal. */
export function disksAsNova(disks: readonly DiskCell[], root: string) {
  return disks
    .map((disk) => {
      const { type, virtDiskSize, diskSize, overCommittedDiskSize, backingFile } = novaDisk(disk)
      return {
        type,
        path: join(root, disk.path),
        virt_disk_size: virtDiskSize,
        backing_file: backingFile,
        disk_size: diskSize,
        over_committed_disk_size: overCommittedDiskSize,
      }
    })
    .sort(byPath)
}

/** What Nova says, by path; a disk that stands on nothing has an empty name there, or none. */
export function inOrder(infos: readonly DiskInfo[]): readonly DiskInfo[] {
  return infos.map((info) => ({ ...info, backing_file: info.backing_file ?? '' })).sort(byPath)
}

function byPath(a: Pick<DiskInfo, 'path'>, b: Pick<DiskInfo, 'path'>): number {
  return a.path < b.path ? -1 : 1
}
