import { baseNameOf, parentPath, pathUnderRoot } from '../../shared/files/paths.ts'
import { DEFAULT_CACHE_NAME } from '../../shared/nova/cache-name.ts'

/** Whether a path lies in an image cache of the usual name, or where a scan reads images. All of them absolute. */
export function isAmongImages(path: string, places: () => readonly string[]): boolean {
  if (baseNameOf(parentPath(path)) === DEFAULT_CACHE_NAME) return true
  return places().some((place) => pathUnderRoot(place, path) !== undefined)
}
