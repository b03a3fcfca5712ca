import type { BaseRow } from '../rows/rows.ts'
import { knownAllocated } from '../sizes/known-allocated.ts'

/**
 * Of what a base takes, the part of each of its users, in bytes. Undefined where it has none, and where
 * something unread may use it too: then it is less. Nor is it known where a file system makes bytes up.
 */
export function userShare(
  base: Pick<BaseRow, 'allocated' | 'allocatedFrom' | 'users' | 'isUsersAtLeast'>,
): number | undefined {
  const { users, isUsersAtLeast = false } = base
  const allocated = knownAllocated(base)
  if (allocated === undefined || users === 0 || isUsersAtLeast) return undefined
  return Math.floor(allocated / users)
}
