import { isWithin, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { InstanceRow } from '../rows/rows.ts'
import type { WholeNode } from './node-findings.ts'

/**
 * The image cache that nova.conf names is not there, and disks of the host's own domains stand on files of
 * another folder of instances_path: what was the cache when they were made.
 */
export function missingCache({
  layout: { instancesPath, basePath, nova, novaConf },
  rows,
}: Pick<WholeNode, 'layout' | 'rows'>): readonly Finding[] {
  const name = nova?.imageCache.name
  if (basePath !== undefined || name === undefined || novaConf === undefined) return []
  const folders = rows.flatMap(backingFolders).filter((folder) => isBelow(folder, instancesPath))
  const [folder] = folders
  if (folder === undefined) return []
  const count = folders.filter((one) => one === folder).length
  return [finding('missing-cache', { kind: 'text', path: novaConf }, { name, folder, count })]
}

/** A disk on another's is no disk on a cache. */
function backingFolders({ identity, disks, id }: InstanceRow): readonly TreePath[] {
  if (identity === undefined) return []
  const below = disks.flatMap(({ backing }) => backing?.path ?? [])
  return below.map(parentPath).filter((folder) => !isWithin(folder, id))
}

function isBelow(folder: TreePath, instancesPath: TreePath | undefined): boolean {
  return instancesPath !== undefined && folder !== instancesPath && isWithin(folder, instancesPath)
}
