import { joinPath, parentPath } from '../../files/paths.ts'
import { instancesPathOf } from '../../nova/set-aside.ts'
import { CACHE_PREFIX } from '../../scan/known-instances.ts'
import { type Address, isAbsolute } from './address.ts'
import type { OpenedPlaces } from './backing-places.ts'

/**
 * Where the image cache lies beside the folder of the instance that `overlay` is a disk of: undefined
 * where it is in none, and where what was opened has places of its own. In a folder with nodes
 * somewhere inside nothing else tells which of them an image is of.
 */
export function cacheBeside(
  overlay: Address,
  opened: OpenedPlaces | undefined,
): Address | undefined {
  const { nodeRoot, instancesPath, basePath } = opened ?? {}
  if ((nodeRoot ?? instancesPath ?? basePath) !== undefined || isAbsolute(overlay)) return undefined
  const instances = instancesPathOf(parentPath(overlay))
  return instances === undefined ? undefined : joinPath(instances, CACHE_PREFIX)
}
