import { baseNameOf, parentPath } from '../../../files/paths.ts'
import { instanceDirName } from '../../../nova/names.ts'
import type { BaseRow } from '../../rows/rows.ts'
import type { Dependant } from './dependants.ts'

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

/**
 * Instances and images that are lost with a base. A copy that waits for its resize to be confirmed, or
 * that is being deleted, is no loss; a base between is counted only where no instance stands on it.
 */
export function lostWith({ id, dependants }: Pick<BaseRow, 'id' | 'dependants'>): number {
  const instances = dependants.instances.filter((one) => !isLeftover(one))
  const isBetween = ({ path }: Dependant) => parentPath(path) === parentPath(id)
  const others = dependants.others.filter((one) => instances.length === 0 || !isBetween(one))
  return instances.length + others.length
}

/** Whether a folder is what a deletion or a resize left over. */
export function isLeftover({ path }: Pick<Dependant, 'path'>): boolean {
  const kind = instanceDirName(baseNameOf(path))?.kind
  return kind === 'resize' || kind === 'del'
}
