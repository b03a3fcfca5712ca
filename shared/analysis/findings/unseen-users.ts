import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { ephemeralTagOf } from '../../nova/base-name.ts'
import { instanceFileRole } from '../../nova/names.ts'
import { lostFolders, lostWith } from '../accounting/deletion/standing-on.ts'
import type { BaseRow } from '../rows/rows.ts'

/**
 * Why Nova's image cache manager does not see something that needs a base.
 *
 * - folder: it is the root disk of a folder that Nova does not know.
 * - blank: by its configuration Nova calls the blank disk below it otherwise.
 * - disk: Nova looks at no such disk of an instance.
 * - image: it is of no instance.
 * - through: it stands on the base through another image, or keeps its data in it.
 * - domain: a domain of libvirt has a disk outside of the instances that stands on it, or the base itself as one.
 */
type Unseen = 'folder' | 'blank' | 'disk' | 'image' | 'through' | 'domain'

/** So many are named. */
const NAMED = 3

/** How many need a base that Nova does not look at, the first of them, and why, where that is one thing. */
export function unseenEvidence(base: BaseRow) {
  const users = unseenUsers(base)
  const [first, ...others] = new Set(users.map(({ why }) => why))
  const { kind } = base.base
  const fileSystem = kind === 'ephemeral' ? base.base.fileSystem : undefined
  const isNamed = first === 'blank' && ephemeralTagOf(fileSystem ?? '') !== undefined
  const named = users.slice(0, NAMED).map(({ path }) => path)
  return {
    ...(first !== undefined && others.length === 0 && { case: isNamed ? 'ephemeral' : first }),
    count: lostWith(base),
    names: named,
    ...(isNamed && fileSystem !== undefined && { format: fileSystem }),
  }
}

/** Whether only disks of rescues, with another image than their instance's, stand on it. */
export function isOfRescues(base: BaseRow): boolean {
  return unseenUsers(base).every(({ path }) => {
    return instanceFileRole(baseNameOf(path)) === 'rescue'
  })
}

function unseenUsers(base: BaseRow): readonly { readonly path: TreePath; readonly why: Unseen }[] {
  const { overlays, dependants } = base
  const folders = new Set(dependants.instances.map(({ path }) => path))
  const lost = lostFolders(dependants)
  const left = new Set(folders)
  for (const { path } of lost) left.delete(path)
  const direct = overlays.filter(({ path }) => !left.has(parentPath(path)))
  const seen = new Set(direct.flatMap(({ path }) => [path, parentPath(path)]))
  const others = [...lost, ...dependants.others]
  return [
    ...direct.map(({ path }) => {
      return { path, why: folders.has(parentPath(path)) ? ofDisk(path, base) : ('image' as const) }
    }),
    ...others.flatMap(({ path }) => {
      const why = path.endsWith('.xml') ? ('domain' as const) : ('through' as const)
      return seen.has(path) ? [] : [{ path, why }]
    }),
  ]
}

/** Of a disk that stands on the base. Nova keeps the image's base of each root disk that it knows, no blank disk. */
function ofDisk(path: TreePath, { cache }: BaseRow): Unseen {
  const name = baseNameOf(path)
  const isBlank = cache?.class === 'swap' || cache?.class === 'ephemeral'
  if (name === 'disk' && !isBlank) return 'folder'
  const isLookedAt = name === 'disk.swap' || name === 'disk.local' || name === 'disk.eph0'
  return isBlank && isLookedAt ? 'blank' : 'disk'
}
