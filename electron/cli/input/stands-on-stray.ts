import type { Chain } from '../../../shared/analysis/chain/chain-model.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { type GivenRoot, grantsOf, type NamedPath } from '../../files/named-image.ts'
import { strayFile } from '../../files/stray-file.ts'

/** Of a disk over a file of the node that is in no place of images: which one. Absolute paths. */
export function standsOnStray(
  below: readonly string[],
  chain: Chain,
  image: NamedPath,
  root: GivenRoot | undefined,
): string | undefined {
  if (root === undefined) return undefined
  const { rootPath } = grantsOf(image, root).grants.places
  const path = strayFile(below, chain, { ...image, rootPath }, root.imagePlaces)
  if (path === undefined) return undefined
  return (
    `it stands on ${displayText(path)}, which lies where the node has no images (its instances_path, image caches, ` +
    "image stores, libvirt's images, the disk's own folder): a guest that could write a header names such a file to be given it"
  )
}
