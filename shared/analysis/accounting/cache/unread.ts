import type { TreePath } from '../../../files/tree.ts'
import type { CacheDoubt } from './cache-doubts.ts'

/** What nobody could look into; `anything`: it may name any file, or stand on it. Pools name folders alone. */
export interface Unread {
  readonly path: TreePath
  readonly needs: 'anything' | 'folders'
}

/**
 * Configuration names no file that a clean-up removes, and what nobody has needs none. Of a disk that a
 * symlink has elsewhere the name is Nova's: it leaves open the bases that Nova makes such disks from.
 */
export function unreadOfScan(
  doubts: readonly CacheDoubt[],
  pools: readonly TreePath[],
): readonly Unread[] {
  const anything = doubts.filter(({ reason, about, isLoose }) => {
    if (isLoose === true) return false
    return reason !== 'configuration' && (reason !== 'link' || about === 'all')
  })
  const paths = new Set(anything.map(({ path }) => path))
  return [
    ...[...paths].map((path) => ({ path, needs: 'anything' }) as const),
    ...pools.map((path) => ({ path, needs: 'folders' }) as const),
  ]
}
