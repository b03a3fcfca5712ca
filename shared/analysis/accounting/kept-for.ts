import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { baseName } from '../../nova/base-name.ts'
import { isLive } from '../../nova/names.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import { addTo } from '../../values/grouped.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { BlankUsers, blankClass } from './cache/blank-users.ts'
import { isMadeFrom } from './cache/cache-names.ts'
import { ephemeralTagsOf } from './cache/cache-overview.ts'
import type { CacheOwners } from './cache/cache-owners.ts'
import { namedByNova } from './cache/cache-users.ts'
import type { CountedNode } from './facts.ts'
import { isOfNova } from './host-accounting.ts'

/** Gives the folders of instances that Nova keeps a file of the cache for. */
export type KeptFor = (base: TreePath) => readonly TreePath[]

const NONE: readonly TreePath[] = []

/**
 * The instances of the image that a base is made from, by their domain XML, or with a blank disk of the
 * base's size: for as long as one of them is there nova-compute keeps the base, whatever their disks stand
 * on (nova/virt/libvirt/imagecache.py, `_age_and_verify_cached_images`, `_age_and_verify_swap_images`).
 */
export function createKeptFor(
  nodes: readonly CountedNode[],
  rows: readonly InstanceRow[],
  ownerOf: CacheOwners,
): KeptFor {
  const ofNodes = nodes.map((node) => {
    const own = rows.filter((row) => isOfNova(node, row) && isLive(row))
    return { ofImages: foldersBySha1(own), ofBlanks: blankUsersOf(own, ephemeralTagsOf(node)) }
  })
  return (base) => {
    const name = baseNameOf(base)
    const node = ofNodes[ownerOf(base) ?? -1]
    // What may be kept is not sure to be freed.
    const { kind } = baseName(name)
    if (kind === 'swap' || kind === 'ephemeral')
      return node?.ofBlanks.allOf(kind, name).map(({ id }) => id) ?? NONE
    const sha1 = name.slice(0, 40)
    const folders = node?.ofImages.get(sha1)
    return folders !== undefined && isMadeFrom(name, sha1) ? folders : NONE
  }
}

function foldersBySha1(rows: readonly InstanceRow[]): ReadonlyMap<string, readonly TreePath[]> {
  const byImage = new Map<string, TreePath[]>()
  for (const { id, identity } of rows)
    if (identity?.imageId !== undefined) addTo(byImage, identity.imageId, id)
  return new Map([...byImage].map(([imageId, ids]) => [sha1OfAscii(imageId) ?? imageId, ids]))
}

/** Who has a blank disk; what no domain is of Nova does not know. */
function blankUsersOf(rows: readonly InstanceRow[], tags: readonly string[] | undefined) {
  const users = new BlankUsers(tags)
  for (const row of rows) {
    if (row.orphan === true) continue
    for (const disk of namedByNova(row)) {
      const kind = blankClass(disk)
      if (kind !== undefined) users.add(row, disk, kind)
    }
  }
  return users
}
