import type { BaseRow } from '../rows/rows.ts'

/**
 * Of what a base takes, the part of each of its users, in bytes. Undefined where it has none, and where
 * something unread may use it too: then it is less.
 */
export function userShare(
  base: Pick<BaseRow, 'allocated' | 'users' | 'isUsersAtLeast'>,
): number | undefined {
  const { allocated, users, isUsersAtLeast = false } = base
  return users === 0 || isUsersAtLeast ? undefined : Math.floor(allocated / users)
}
