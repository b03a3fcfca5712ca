import { dirname } from 'node:path'
import type { Chain } from '../../shared/analysis/chain/chain-model.ts'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import { type GivenRoot, grantsOf, type NamedPath } from './named-image.ts'

/**
 * The first of `paths`, which are read for an image, that only `--root` grants and that lies where nobody has
 * images: below a node's root any file has a name that a header can record. A symlink among images leads to
 * one, wherever that is: no guest makes any. Absolute paths.
 */
export function strayFile(
  paths: readonly string[],
  { layers }: Chain,
  image: NamedPath,
  root: GivenRoot,
): string | undefined {
  const { rootPath } = grantsOf(image, root).grants.places
  const names = new Map(
    layers.map(({ displayPath, namedAt, path }) => {
      return [displayPath, absolutePath(rootPath, namedAt ?? path)] as const
    }),
  )
  const beside = [dirname(image.named), dirname(image.real)]
  const isAmongImages = (path: string) =>
    beside.some((folder) => pathUnderRoot(folder, path) !== undefined) || root.holdsImage(path)
  return paths.find((path) => !isAmongImages(path) && !isAmongImages(names.get(path) ?? path))
}
