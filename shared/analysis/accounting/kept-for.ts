import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { baseName } from '../../nova/base-name.ts'
import { isLive } from '../../nova/names.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import { addTo } from '../../values/grouped.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { BlankUsers, blankClass } from './cache/blank-users.ts'
import { isOfSomeImage } from './cache/cache-names.ts'
import { ephemeralTagsOf } from './cache/cache-overview.ts'
import type { CacheOwners } from './cache/cache-owners.ts'
import { isImageTold, namedByNova, rootOf } from './cache/cache-users.ts'
import type { AccountingFacts } from './facts.ts'
import { hasAllDomains, isOfNova } from './host-accounting.ts'
import { isOrphan } from './known-instances.ts'

/** Gives the folders of instances that Nova keeps a file of the cache for. */
export type KeptFor = (base: TreePath) => readonly TreePath[]

const NONE: readonly TreePath[] = []

/**
 * The instances of the image that a base is made from, by their domain XML, or with a blank disk of the
 * base's size: for as long as one of them is there nova-compute keeps the base, whatever their disks stand
 * on (nova/virt/libvirt/imagecache.py, `_age_and_verify_cached_images`, `_age_and_verify_swap_images`).
 * A copy of which no file tells the image may be of any.
 */
export function createKeptFor(
  { nodes, rows, nowMs }: Pick<AccountingFacts, 'nodes' | 'rows' | 'nowMs'>,
  ownerOf: CacheOwners,
): KeptFor {
  const isMounted = nodes.some(({ node }) => node.layout.emptyInstances)
  const ofNodes = nodes.map((node) => {
    const own = rows.filter((row) => isOfNova(node, row) && isLive(row))
    // Rows are not marked yet: a folder that no domain is of Nova does not know, and keeps nothing for it.
    const hasAll = hasAllDomains(node, isMounted)
    const known = hasAll ? own.filter((row) => !isOrphan(row, nowMs)) : own
    return {
      ofImages: foldersBySha1(known),
      ofAny: known.filter(mayBeOfAny).map(({ id }) => id),
      ofBlanks: blankUsersOf(known, ephemeralTagsOf(node)),
    }
  })
  return (base) => {
    const name = baseNameOf(base)
    const node = ofNodes[ownerOf(base) ?? -1]
    // What may be kept is not sure to be freed.
    const { kind } = baseName(name)
    if (kind === 'swap' || kind === 'ephemeral')
      return node?.ofBlanks.allOf(kind, name).map(({ id }) => id) ?? NONE
    const sha1 = name.slice(0, 40)
    if (node === undefined || !isOfSomeImage(name)) return NONE
    const folders = node.ofImages.get(sha1)
    return folders === undefined ? node.ofAny : [...folders, ...node.ofAny]
  }
}

/**
 * Its root disk is a copy of an image, and no XML of its domain tells of which: only Nova's database does.
 * A folder without a root disk is no sign of any image.
 */
function mayBeOfAny(row: InstanceRow): boolean {
  const root = rootOf(row)
  return root !== undefined && root.backing === undefined && !isImageTold(row)
}

function foldersBySha1(rows: readonly InstanceRow[]): ReadonlyMap<string, readonly TreePath[]> {
  const byImage = new Map<string, TreePath[]>()
  for (const { id, identity } of rows)
    if (identity?.imageId !== undefined) addTo(byImage, identity.imageId, id)
  return new Map([...byImage].map(([imageId, ids]) => [sha1OfAscii(imageId) ?? imageId, ids]))
}

function blankUsersOf(rows: readonly InstanceRow[], tags: readonly string[] | undefined) {
  const users = new BlankUsers(tags)
  for (const row of rows) {
    for (const disk of namedByNova(row)) {
      const kind = blankClass(disk)
      if (kind !== undefined) users.add(row, disk, kind)
    }
  }
  return users
}
