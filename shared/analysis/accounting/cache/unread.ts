import type { TreePath } from '../../../files/tree.ts'
import type { CacheDoubt, DoubtOwner } from './cache-doubt.ts'

/**
 * What nobody could look into; `anything`: it may name any file, or stand on it. `made`: any but what Nova was
 * still making, as an instance is rescued only while no snapshot of it is taken. Pools name folders alone,
 * volumes of an unknown pool files of their names and folders, and what could not be read of one domain, that has
 * other XML, what that one's instance has.
 */
export type Unread =
  | { readonly path: TreePath; readonly needs: 'anything' | 'made' | 'folders' }
  | { readonly path: TreePath; readonly needs: 'own'; readonly owner: DoubtOwner }
  | NeedOfVolumes

/** XML with volumes of a pool that no XML tells of: any folder may be such a pool, in which they have these names. */
export interface NeedOfVolumes {
  readonly path: TreePath
  readonly needs: 'volumes'
  readonly names: readonly string[]
}

/**
 * Configuration names no file that a clean-up removes. Of a disk that a symlink has elsewhere the name is
 * Nova's: it leaves open the bases that Nova makes such disks from, and nothing else.
 */
export function mayNeedAnything({ reason, about }: CacheDoubt): boolean {
  return reason !== 'configuration' && (reason !== 'link' || about === 'all')
}

/** What leaves any file of the scan open; what nobody has needs none. */
export function unreadOfScan(
  doubts: readonly CacheDoubt[],
  pools: readonly TreePath[],
  volumes: readonly NeedOfVolumes[],
): readonly Unread[] {
  const anything = doubts.filter((doubt) => doubt.isLoose !== true && mayNeedAnything(doubt))
  // A text that was read and not understood may name any file, whosever it is.
  const isOpen = ({ owner, reason }: CacheDoubt) => owner === undefined || reason === 'hidden'
  const open = anything.filter(isOpen)
  const ofRescue = new Map(open.map(({ path, isOfRescue = false }) => [path, isOfRescue]))
  const own = anything.flatMap((one) => {
    const { path, owner } = one
    return owner === undefined || isOpen(one) ? [] : [{ path, needs: 'own', owner } as const]
  })
  return [
    ...own,
    ...volumes,
    ...[...ofRescue].map(([path, is]) => ({ path, needs: is ? 'made' : 'anything' }) as const),
    ...pools.map((path) => ({ path, needs: 'folders' }) as const),
  ]
}
