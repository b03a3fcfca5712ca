import { parentPath } from '../../../files/paths.ts'
import { isLive } from '../../../nova/names.ts'
import type { BaseRow } from '../../rows/rows.ts'
import type { Dependant, Dependants, FolderDependant } from './dependants.ts'

/** What needs a base without standing on it directly: through another image, or by keeping its data in it. */
export function indirectUsers({
  overlays,
  instanceCount,
  dependants: { instances, others },
}: Pick<BaseRow, 'overlays' | 'instanceCount' | 'dependants'>): number {
  // One folder may stand on it both ways.
  const through = Math.max(0, instances.length - instanceCount)
  // Of most bases all that stands on them is in folders, and that may be tens of thousands of disks.
  if (others.length === 0) return through
  const direct = new Set(overlays.map(({ path }) => path))
  return through + others.filter(({ path }) => !direct.has(path)).length
}

/** Instances and images that are lost with a base; a base between is counted only where no folder is lost. */
export function lostWith({ id, dependants }: Pick<BaseRow, 'id' | 'dependants'>): number {
  const folders = lostFolders(dependants)
  const isBetween = ({ path }: Dependant) => parentPath(path) === parentPath(id)
  const others = dependants.others.filter((one) => folders.length === 0 || !isBetween(one))
  return folders.length + others.length
}

/**
 * Folders whose loss somebody may feel. A copy that waits for its resize to be confirmed, or that is being
 * deleted, is no loss; what a clean-up set aside is one only where nothing else needs the base.
 */
export function lostFolders({ instances, others }: Dependants): readonly FolderDependant[] {
  const live = instances.filter(isLive)
  if (live.length + others.length > 0) return live
  return instances.filter(({ kind }) => kind === 'aside')
}
