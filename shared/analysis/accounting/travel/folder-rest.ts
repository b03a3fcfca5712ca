import type { TreePath } from '../../../files/tree.ts'
import { order } from '../../../findings/order.ts'
import { isPlain } from '../../../formats/formats-agree.ts'
import type { ScannedEntry } from '../../../scan/model.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import type { DiskNeeds } from './disk-needs.ts'

/** A large file of an instance's folder that is none of its disks, and that none of them stands on. Bytes. */
export interface RestFile {
  readonly path: TreePath
  /**
   * `image`: a copy, or another image that no disk of the instance stands on. `boot`: the kernel or ramdisk
   * that it boots from.
   */
  readonly kind: 'image' | 'boot' | 'console' | 'other'
  readonly allocated: number
  readonly length: number
}

/** Bytes: what takes less is not what fills a disk. */
const LARGE = 1024 ** 2
/** So many are told one by one, the largest first. */
const TOLD = 8

/** What goes along with the folder beside the instance's disks, their hard links left out. */
export function folderRest(
  { disks, layers = [] }: InstanceRow,
  entries: readonly ScannedEntry[],
  needs: readonly DiskNeeds[],
): readonly RestFile[] {
  const large = entries.filter(({ type, allocated }) => type === 'file' && allocated >= LARGE)
  if (large.length === 0) return []
  const used = new Set([...disks, ...layers].map(({ path }) => path))
  for (const { files } of needs) for (const path of files.keys()) used.add(path)
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
    .toSorted((a, b) => b.allocated - a.allocated || order(a.path, b.path))
    .slice(0, TOLD)
    .map(restFile)
}

function restFile({ path, role, image, allocated, length }: ScannedEntry): RestFile {
  return { path, kind: kindOf(role, image), allocated, length }
}

function kindOf(role: ScannedEntry['role'], image: ScannedEntry['image']): RestFile['kind'] {
  if (role === 'console.log') return 'console'
  if (role === 'kernel' || role === 'ramdisk') return 'boot'
  return image !== undefined && !isPlain(image.format) ? 'image' : 'other'
}
