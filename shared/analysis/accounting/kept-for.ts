import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { baseName } from '../../nova/base-name.ts'
import { isLive } from '../../nova/names.ts'
import { mayHaveOthers } from '../hosts/sharing-hosts.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { BlankUsers, blankClass } from './cache/blank-users.ts'
import { cacheClass } from './cache/cache-names.ts'
import { ephemeralTagsOf } from './cache/cache-overview.ts'
import type { CacheOwners } from './cache/cache-owners.ts'
import { namedByNova } from './cache/cache-users.ts'
import type { AccountingFacts } from './facts.ts'
import type { SpaceCached } from './forest/forest.ts'
import { hasAllDomains, isNovasInstance } from './host-accounting.ts'
import { type ImageKeepers, imageKeepers } from './image-keepers.ts'
import { isOrphan } from './known-instances.ts'

/** Whom Nova keeps a file of the cache for. */
export type Kept = Pick<SpaceCached, 'keptFor' | 'mayBeKeptFor' | 'mayBeKept'>

export type KeptFor = (base: TreePath) => Kept

const NOBODY: Kept = {}

/**
 * The instances of the image that a base is made from, by their domain XML, or with a blank disk of the
 * base's size: for as long as one of them is there nova-compute keeps the base, whatever their disks stand
 * on (nova/virt/libvirt/imagecache.py, `_age_and_verify_cached_images`, `_age_and_verify_swap_images`).
 * Where no file tells the image of one, or of its blank disk the size, the base may be kept for it.
 */
export function createKeptFor(
  { nodes, rows, nowMs }: Pick<AccountingFacts, 'nodes' | 'rows' | 'nowMs'>,
  ownerOf: CacheOwners,
): KeptFor {
  const isMounted = nodes.some(({ node }) => node.layout.emptyInstances)
  const ofNodes = nodes.map((node) => {
    const own = rows.filter((row) => isNovasInstance(node, row) && isLive(row))
    // Rows are not marked yet: a folder that no domain is of Nova does not know, and keeps nothing for it.
    const hasAll = hasAllDomains(node, isMounted)
    const known = hasAll ? own.filter((row) => !isOrphan(row, nowMs)) : own
    return {
      ofImages: imageKeepers(known),
      ofBlanks: blankUsersOf(known, ephemeralTagsOf(node)),
      hasOthers: mayHaveOthers(node),
    }
  })
  return (base) => {
    const node = ofNodes[ownerOf(base) ?? -1]
    if (node === undefined) return NOBODY
    const name = baseNameOf(base)
    const kept = keptBy(name, node)
    return node.hasOthers && cacheClass(name) !== undefined ? { ...kept, mayBeKept: true } : kept
  }
}

function keptBy(
  name: string,
  { ofImages, ofBlanks }: { readonly ofImages: ImageKeepers; readonly ofBlanks: BlankUsers },
): Kept {
  const { kind } = baseName(name)
  if (kind !== 'swap' && kind !== 'ephemeral') return ofImages(name)
  const ids = (all: readonly InstanceRow[]) => all.map(({ id }) => id)
  return { keptFor: ids(ofBlanks.allOf(name)), mayBeKeptFor: ids(ofBlanks.perhapsOf(kind, name)) }
}

/** Who has a blank disk. */
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
