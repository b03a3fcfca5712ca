import { baseNameOf } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { ScannedEntry } from '../scan/model.ts'
import { sha1OfAscii } from './sha1.ts'

const imageId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Joins images and image cache: a base is named by the SHA-1 of its image's id. */
export interface GlanceJoin {
  readonly idBySha1: ReadonlyMap<string, string>
  /** The base that was made from a stored image. */
  basePath(image: ScannedEntry): TreePath | undefined
}

export function joinGlance(
  images: readonly ScannedEntry[],
  bases: readonly ScannedEntry[],
  imageIds: Iterable<string> = [],
): GlanceJoin {
  const idBySha1 = new Map<string, string>()
  const sha1ById = new Map<string, string>()
  for (const id of new Set([...imageIds, ...images.map(({ path }) => baseNameOf(path))])) {
    const sha1 = imageId.test(id) ? sha1OfAscii(id) : undefined
    if (sha1 === undefined) continue
    idBySha1.set(sha1, id)
    sha1ById.set(id, sha1)
  }
  const pathBySha1 = new Map<string, TreePath>()
  for (const { base, path } of bases) {
    if (base?.kind === 'original') pathBySha1.set(base.sha1, path)
  }
  return { idBySha1, basePath: ({ path }) => pathBySha1.get(sha1ById.get(baseNameOf(path)) ?? '') }
}
