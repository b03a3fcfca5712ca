import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { isMadeFrom } from './cache/cache-names.ts'
import type { CacheOwners } from './cache/cache-owners.ts'
import type { CountedNode } from './facts.ts'
import { isOfNova } from './host-accounting.ts'
import { isLive } from './nova/nova-sum.ts'

/** Gives the folders of instances that Nova keeps a file of the cache for. */
export type KeptFor = (base: TreePath) => readonly TreePath[]

const NONE: readonly TreePath[] = []

/**
 * The instances of the image that a base is made from, by their domain XML: for as long as one of them
 * is there nova-compute keeps the base, whatever their disks stand on (nova/virt/libvirt/imagecache.py,
 * `_age_and_verify_cached_images`).
 */
export function createKeptFor(
  nodes: readonly CountedNode[],
  rows: readonly InstanceRow[],
  ownerOf: CacheOwners,
): KeptFor {
  const ofNodes = nodes.map((node) => foldersBySha1(rows.filter((row) => isOfNova(node, row))))
  return (base) => {
    const name = baseNameOf(base)
    const sha1 = name.slice(0, 40)
    const folders = ofNodes[ownerOf(base) ?? -1]?.get(sha1)
    return folders !== undefined && isMadeFrom(name, sha1) ? folders : NONE
  }
}

function foldersBySha1(rows: readonly InstanceRow[]): ReadonlyMap<string, readonly TreePath[]> {
  const byImage = new Map<string, TreePath[]>()
  for (const row of rows) {
    const imageId = row.identity?.imageId
    if (imageId === undefined || !isLive(row)) continue
    const known = byImage.get(imageId)
    if (known === undefined) byImage.set(imageId, [row.id])
    else known.push(row.id)
  }
  return new Map([...byImage].map(([imageId, ids]) => [sha1OfAscii(imageId) ?? imageId, ids]))
}
