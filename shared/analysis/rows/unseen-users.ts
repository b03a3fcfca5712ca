import type { BaseRow } from './rows.ts'

/** Whether none was seen that uses a base, and it is not known whether that is all. */
export function hasUnknownUsers({ users, isUsersAtLeast, cache }: BaseRow): boolean {
  // At least nothing says nothing.
  const isOpen = isUsersAtLeast === true || cache === undefined || cache.kind === 'unknown'
  return users === 0 && isOpen
}

/** The same of what stands on it: an image that is no instance's may have been seen. */
export function hasUnknownOverlays(row: BaseRow): boolean {
  return row.overlays.length === 0 && (row.isUsersAtLeast === true || hasUnknownUsers(row))
}
