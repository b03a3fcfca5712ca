import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'

/** Whether none was seen that uses it, and it is not known whether that is all. */
export function hasUnknownUsers({ users, cache }: BaseRow): boolean {
  return users === 0 && (cache === undefined || cache.kind === 'unknown')
}

/** The same of what stands on it: an image that is no instance's may have been seen. */
export function hasUnknownOverlays(row: BaseRow): boolean {
  return row.overlays.length === 0 && hasUnknownUsers(row)
}

/** Why there is no part that each user bears, by the name of the words for it. */
export function noUsersReason(row: BaseRow): 'noUsers' | 'noneSeen' | 'usersOpen' {
  if (row.isUsersAtLeast) return 'usersOpen'
  return hasUnknownUsers(row) ? 'noneSeen' : 'noUsers'
}
