import type { TreePath } from '../../files/tree.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { instanceName } from './instance-name.ts'
import type { RemoteDisk } from './remote-disks.ts'

/** Where the file was scanned that an XML calls so, if it was. */
export type LocateFile = (name: string, xml: TreePath) => TreePath | undefined

/**
 * The rows with where a disk is that the domain XML names in another folder which was opened. That of an
 * instance may be mounted anywhere; its name and the file's decide.
 */
export function withFoundDisks(
  rows: readonly InstanceRow[],
  locate: LocateFile,
): readonly InstanceRow[] {
  if (!rows.some(({ remoteDisks = [] }) => remoteDisks.some(isFile))) return rows
  const disks = new Map(
    rows.flatMap((row) => {
      return row.disks.map(({ name, path }) => [`${instanceName(row)}/${name}`, path] as const)
    }),
  )
  return rows.map((row) => {
    const { remoteDisks = [] } = row
    const xml = row.identity?.xml
    const found = remoteDisks.map((disk) => withPlace(disk, disks, xml, locate))
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

function withPlace(
  disk: RemoteDisk,
  disks: ReadonlyMap<string, TreePath>,
  xml: TreePath | undefined,
  locate: LocateFile,
): RemoteDisk {
  if (disk.source.kind !== 'file') return disk
  const named = disk.source.path
  const ofOther = disks.get(named.split('/').slice(-2).join('/'))
  const path = ofOther ?? (xml === undefined ? undefined : locate(named, xml))
  return path === undefined ? disk : { ...disk, path }
}
