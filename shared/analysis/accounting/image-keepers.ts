import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import { addTo } from '../../values/grouped.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { isOfSomeImage } from './cache/cache-names.ts'
import { isImageTold, rootOf } from './cache/cache-users.ts'
import type { SpaceCached } from './forest/forest.ts'

/** Tells for which instances Nova keeps, or may keep, a copy of an image, by the copy's name. */
export type ImageKeepers = (name: string) => Pick<SpaceCached, 'keptFor' | 'mayBeKeptFor'>

const NONE: readonly TreePath[] = []

/**
 * By the image that domain XML tells. A root disk of which no file tells the image may be of any, one on
 * another copy of an image that of it. What stands on the file itself uses it, and is not asked for here.
 */
export function imageKeepers(known: readonly InstanceRow[]): ImageKeepers {
  const ofImages = new Map<string, TreePath[]>()
  const ofCopies = new Copies()
  const ofAny: TreePath[] = []
  for (const row of known) {
    const { imageId } = row.identity ?? {}
    const root = rootOf(row)
    if (imageId !== undefined) addTo(ofImages, sha1OfAscii(imageId) ?? imageId, row.id)
    // A folder without a root disk is no sign of any image.
    else if (root?.backing !== undefined) ofCopies.add(baseNameOf(root.backing.name), row.id)
    else if (root !== undefined && !isImageTold(row)) ofAny.push(row.id)
  }
  return (name) => {
    if (!isOfSomeImage(name)) return {}
    const ofSame = ofCopies.beside(name)
    return {
      keptFor: ofImages.get(sha1In(name)) ?? NONE,
      mayBeKeptFor: ofSame.length === 0 ? ofAny : [...ofAny, ...ofSame],
    }
  }
}

function sha1In(name: string): string {
  return name.slice(0, 40)
}

/** Folders by the copy of an image that their root disk stands on. */
class Copies {
  /** By the image's hash and the copy's name: mostly an image has one copy. */
  readonly #bySha1 = new Map<string, Map<string, TreePath[]>>()

  add(name: string, folder: TreePath): void {
    const copies = this.#bySha1.get(sha1In(name)) ?? new Map<string, TreePath[]>()
    this.#bySha1.set(sha1In(name), copies)
    addTo(copies, name, folder)
  }

  /** Those on other copies of the same image. */
  beside(name: string): readonly TreePath[] {
    const copies = this.#bySha1.get(sha1In(name))
    if (copies === undefined || (copies.size === 1 && copies.has(name))) return NONE
    return [...copies].flatMap(([copy, folders]) => (copy === name ? [] : folders))
  }
}
