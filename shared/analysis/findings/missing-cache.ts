import { isWithin, parentPath, pathAndAbove } from '../../files/paths.ts'
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
  // A disk on another's, of whichever instance, is no disk on a cache.
  const instances = new Set(rows.map(({ id }) => id))
  const isOfInstance = (folder: TreePath) => pathAndAbove(folder).some((one) => instances.has(one))
  const counts = new Map<TreePath, number>()
  for (const folder of rows.flatMap(backingFolders)) {
    if (isBelow(folder, instancesPath) && !isOfInstance(folder))
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const [[folder, count] = []] = [...counts].sort(([, one], [, other]) => other - one)
  if (folder === undefined || count === undefined) return []
  return [finding('missing-cache', { kind: 'text', path: novaConf }, { name, folder, count })]
}

function backingFolders({ identity, disks }: InstanceRow): readonly TreePath[] {
  if (identity === undefined) return []
  return disks.flatMap(({ backing }) => backing?.path ?? []).map(parentPath)
}

function isBelow(folder: TreePath, instancesPath: TreePath | undefined): boolean {
  return instancesPath !== undefined && folder !== instancesPath && isWithin(folder, instancesPath)
}
