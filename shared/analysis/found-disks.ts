import type { TreePath } from '../files/tree.ts'
import { instanceName } from './instance-name.ts'
import type { RemoteDisk } from './remote-disks.ts'
import type { InstanceRow } from './rows.ts'

/**
 * The rows with where a disk is that the domain XML names in another instance's folder: it was opened.
 * The recorded folder may be mounted anywhere; its name and the file's decide.
 */
export function withFoundDisks(rows: readonly InstanceRow[]): readonly InstanceRow[] {
  if (!rows.some(({ remoteDisks = [] }) => remoteDisks.some(isFile))) return rows
  const disks = new Map(
    rows.flatMap((row) => {
      return row.disks.map(({ name, path }) => [`${instanceName(row)}/${name}`, path] as const)
    }),
  )
  return rows.map((row) => {
    const { remoteDisks = [] } = row
    const found = remoteDisks.map((disk) => withPlace(disk, disks))
    return found.some(isFound) ? { ...row, remoteDisks: found } : row
  })
}

/** Whether it is on the node after all. */
export function isFound({ path }: RemoteDisk): boolean {
  return path !== undefined
}

export function isGone(disk: RemoteDisk): boolean {
  return !isFound(disk)
}

function isFile({ source }: RemoteDisk): boolean {
  return source.kind === 'file'
}

function withPlace(disk: RemoteDisk, disks: ReadonlyMap<string, TreePath>): RemoteDisk {
  if (disk.source.kind !== 'file') return disk
  const path = disks.get(disk.source.path.split('/').slice(-2).join('/'))
  return path === undefined ? disk : { ...disk, path }
}
