import { baseNameOf, joinPath, parentPath } from '../../files/paths.ts'
import { instanceDirName } from '../../nova/names.ts'
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
  const folder = parentPath(overlay)
  const isOfInstance = instanceDirName(baseNameOf(folder)) !== undefined
  return isOfInstance ? joinPath(parentPath(folder), CACHE_PREFIX) : undefined
}
