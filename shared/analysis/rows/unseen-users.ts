import type { BaseRow } from './rows.ts'

/** Whether none was seen that uses a base, and it is not known whether that is all. */
export function hasUnknownUsers({ users, isUsersAtLeast, cache }: BaseRow): boolean {
  // At least nothing says nothing.
  const isOpen = isUsersAtLeast === true || cache === undefined || cache.kind === 'unknown'
  return users === 0 && isOpen
}

/** Whether nothing was seen that stands on a base, be it no instance's, and it is not known whether that is all. */
export function hasUnknownOverlays(row: BaseRow): boolean {
  return row.overlays.length === 0 && (row.isUsersAtLeast === true || hasUnknownUsers(row))
}
