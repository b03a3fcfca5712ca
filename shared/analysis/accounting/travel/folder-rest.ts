import type { TreePath } from '../../../files/tree.ts'
import { isPlain } from '../../../formats/formats-agree.ts'
import { mayTake } from '../../../scan/allocated-from.ts'
import type { AllocatedFrom, ScannedEntry } from '../../../scan/model.ts'
import { order } from '../../../values/order.ts'
import { MIB } from '../../../values/sizes.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import { findDomainFile } from '../../chain/find-member.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import type { DiskNeeds } from './disk-needs.ts'

/** A large file of an instance's folder that is none of its disks, and that none of them stands on. Bytes. */
export interface RestFile {
  readonly path: TreePath
  /**
   * `image`: a copy, or another image that no disk of the instance stands on. `boot`: the kernel or ramdisk
   * that it boots from. `copy`: what a block job copies one of the disks to now.
   */
  readonly kind: 'image' | 'copy' | 'boot' | 'console' | 'other'
  readonly allocated: number
  readonly allocatedFrom?: AllocatedFrom
  readonly length: number
}

/** Bytes: what takes less is not what fills a disk. */
const LARGE = MIB
/** So many are told one by one, the largest first. */
const TOLD = 8

/** What goes along with the folder beside the instance's disks, their hard links left out. */
export function folderRest(
  { disks, layers = [], identity }: InstanceRow,
  entries: readonly ScannedEntry[],
  needs: readonly DiskNeeds[],
  host: ChainHost,
): readonly RestFile[] {
  const large = entries.filter((entry) => entry.type === 'file' && mayTake(entry) >= LARGE)
  if (large.length === 0) return []
  const used = new Set([...disks, ...layers].map(({ path }) => path))
  for (const { files } of needs) for (const path of files.keys()) used.add(path)
  const copies = copiesOf(identity, host)
  const seen = new Set<string>()
  for (const { path, linkKey } of large) {
    if (linkKey !== undefined && used.has(path)) seen.add(linkKey)
  }
  return large
    .filter(({ path, linkKey }) => {
      if (used.has(path)) return false
      if (linkKey === undefined) return true
      const isFirst = !seen.has(linkKey)
      seen.add(linkKey)
      return isFirst
    })
    .toSorted((a, b) => mayTake(b) - mayTake(a) || order(a.path, b.path))
    .slice(0, TOLD)
    .map((entry) => restFile(entry, copies))
}

/** Where block jobs copy its disks to, of what was scanned. */
function copiesOf(identity: InstanceRow['identity'], host: ChainHost): ReadonlySet<TreePath> {
  const { copies = [], xml = '' } = identity ?? {}
  const found = copies.map((name) => findDomainFile(name, xml, host))
  return new Set(found.flatMap((one) => (one.kind === 'member' ? one.member.address : [])))
}

function restFile(entry: ScannedEntry, copies: ReadonlySet<TreePath>): RestFile {
  const { path, role, image, allocated, allocatedFrom, length } = entry
  const kind = copies.has(path) ? 'copy' : kindOf(role, image)
  return { path, kind, allocated, ...(allocatedFrom !== undefined && { allocatedFrom }), length }
}

function kindOf(role: ScannedEntry['role'], image: ScannedEntry['image']): RestFile['kind'] {
  if (role === 'console.log') return 'console'
  if (role === 'kernel' || role === 'ramdisk') return 'boot'
  return image !== undefined && !isPlain(image.format) ? 'image' : 'other'
}
