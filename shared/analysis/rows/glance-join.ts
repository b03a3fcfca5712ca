import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { isImageId } from '../../nova/names.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'

/** Joins images and image cache: a base is named by the SHA-1 of its image's id. */
export interface GlanceJoin {
  readonly idBySha1: ReadonlyMap<string, string>
  /** The base that was made from a stored image. */
  basePath(image: ScannedEntry): TreePath | undefined
}

/** Of several hosts each may have a base of the image: that of the store's own host counts first. */
export function joinGlance(
  images: readonly ScannedEntry[],
  bases: readonly ScannedEntry[],
  imageIds: Iterable<string> = [],
  nodeAt: (path: TreePath) => unknown = () => undefined,
): GlanceJoin {
  const idBySha1 = new Map<string, string>()
  const sha1ById = new Map<string, string>()
  for (const id of new Set([...imageIds, ...images.map(({ path }) => baseNameOf(path))])) {
    const sha1 = isImageId(id) ? sha1OfAscii(id) : undefined
    if (sha1 === undefined) continue
    idBySha1.set(sha1, id)
    sha1ById.set(id, sha1)
  }
  const pathsBySha1 = new Map<string, TreePath[]>()
  for (const { base, path } of bases) {
    if (base?.kind === 'original') addTo(pathsBySha1, base.sha1, path)
  }
  return {
    idBySha1,
    basePath({ path: image }) {
      const paths = pathsBySha1.get(sha1ById.get(baseNameOf(image)) ?? '') ?? []
      return paths.findLast((path) => nodeAt(path) === nodeAt(image)) ?? paths.at(-1)
    },
  }
}
