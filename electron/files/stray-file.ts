import { dirname } from 'node:path'
import type { Chain } from '../../shared/analysis/chain/chain-model.ts'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import type { GivenRoot, NamedPath } from './named-image.ts'

/** An image, and of what folder the paths of its chain are. */
export interface StandingImage extends NamedPath {
  readonly rootPath: string
}

/**
 * The first of `paths`, which are read for an image, that only `--root` grants and that lies where nobody has
 * images: below a node's root any file has a name that a header can record. A symlink among images leads to
 * one, wherever that is: no guest makes any. Absolute paths.
 */
export function strayFile(
  paths: readonly string[],
  { layers }: Chain,
  { named, real, rootPath }: StandingImage,
  holdsImage: GivenRoot['holdsImage'],
): string | undefined {
  const names = new Map(
    layers.map(({ displayPath, namedAt, path }) => {
      return [displayPath, absolutePath(rootPath, namedAt ?? path)] as const
    }),
  )
  const beside = [dirname(named), dirname(real)]
  const isAmongImages = (path: string) =>
    beside.some((folder) => pathUnderRoot(folder, path) !== undefined) || holdsImage(path)
  return paths.find((path) => !isAmongImages(path) && !isAmongImages(names.get(path) ?? path))
}
