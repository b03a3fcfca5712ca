import { basename, dirname, join } from 'node:path'
import type { Chain } from '../../shared/analysis/chain/chain-model.ts'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import { DEFAULT_CACHE_NAME } from '../../shared/nova/cache-name.ts'
import { instanceDirName } from '../../shared/nova/names.ts'
import type { GivenRoot, NamedPath } from './named-image.ts'

/** An image, and of what folder the paths of its chain are. */
export interface StandingImage extends NamedPath {
  readonly rootPath: string
}

/**
 * The first of `paths`, which are read for an image, that only `--root` grants and that lies where nobody has
 * images: below a node's root any file has a name that a header can record. A symlink among images leads to
 * one, wherever that is: no guest makes any. So does the cache of the instances_path that the image lies in, where
 * no configuration that was found names that; another folder of the cache's name may be anybody's. Absolute paths.
 */
export function strayFile(
  paths: readonly string[],
  { layers }: Chain,
  { named, real, rootPath }: StandingImage,
  imagePlaces: GivenRoot['imagePlaces'],
): string | undefined {
  const names = new Map(
    layers.map(({ displayPath, namedAt, path }) => {
      return [displayPath, absolutePath(rootPath, namedAt ?? path)] as const
    }),
  )
  const own = [named, real].map((path) => dirname(path))
  const beside = [...own, ...own.flatMap(cacheOf)]
  const isIn = (path: string) => (folder: string) => pathUnderRoot(folder, path) !== undefined
  let places: readonly string[] | undefined
  const isInPlace = (path: string) => {
    places ??= imagePlaces()
    return places.some(isIn(path))
  }
  const isAmongImages = (path: string) => beside.some(isIn(path)) || isInPlace(path)
  return paths.find((path) => !isAmongImages(path) && !isAmongImages(names.get(path) ?? path))
}

/** Where the folder is an instance's: the usual image cache beside it. */
function cacheOf(folder: string): readonly string[] {
  const isOfInstance = instanceDirName(basename(folder)) !== undefined
  return isOfInstance ? [join(dirname(folder), DEFAULT_CACHE_NAME)] : []
}
