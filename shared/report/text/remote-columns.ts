import type { RemoteDisk } from '../../analysis/disks/remote-disks.ts'
import { hostPathOf } from '../../analysis/hosts/host-label.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { nameText } from '../../bytes/text.ts'
import type { Column } from './columns.ts'
import { MOST_OF_NAME } from './instance-columns.ts'
import { sourceText } from './source-text.ts'

/** A disk whose file is in none of the instances' folders. */
interface RemoteRow {
  readonly instance: InstanceRow
  readonly disk: RemoteDisk
}

export const hostOfRemote = ({ instance }: RemoteRow): string => hostPathOf(instance)

export function remoteRows(instance: InstanceRow): readonly RemoteRow[] {
  return (instance.remoteDisks ?? []).map((disk) => ({ instance, disk }))
}

export const remoteColumns: readonly Column<RemoteRow>[] = [
  { header: 'UUID', fit: 'cut', cell: ({ instance }) => nameText(instance.uuid) },
  {
    header: 'NAME',
    fit: 'cut',
    most: MOST_OF_NAME,
    cell: ({ instance }) => nameText(instance.name ?? '-'),
  },
  { header: 'DISK', cell: ({ disk }) => (disk.root ? 'root' : nameText(disk.target ?? '-')) },
  { header: 'WHERE', fit: 'cut', cell: ({ disk }) => nameText(sourceText(disk.source)) },
  { header: 'VOLUME', fit: 'spare', cell: ({ disk }) => disk.volumeId ?? '-' },
  {
    header: 'FROM',
    legend: 'what says so: the XML of the domain, or images_type of the configuration',
    cell: ({ disk }) => disk.from,
  },
]

export const foundColumns: readonly Column<RemoteRow>[] = [
  ...remoteColumns.slice(0, 2),
  { header: 'FILE', fit: 'wrap', cell: ({ disk }) => nameText(disk.path ?? '-') },
]
