import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { hasUnknownUsers } from '../../../../shared/analysis/rows/unseen-users.ts'

/** Why there is no part that each user bears, by the name of the words for it. */
export function noUsersReason(row: BaseRow): 'noUsers' | 'noneSeen' | 'usersOpen' {
  if (hasUnknownUsers(row)) return 'noneSeen'
  return row.isUsersAtLeast ? 'usersOpen' : 'noUsers'
}
