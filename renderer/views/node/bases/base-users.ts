import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { hasUnknownUsers } from '../../../../shared/analysis/rows/unseen-users.ts'
import { knownAllocated } from '../../../../shared/analysis/sizes/known-allocated.ts'

/** Why there is no part that each user bears, by the name of the words for it. */
export function noUsersReason(row: BaseRow): 'noUsers' | 'noneSeen' | 'usersOpen' | 'madeUp' {
  if (hasUnknownUsers(row)) return 'noneSeen'
  if (row.users > 0 && knownAllocated(row) === undefined) return 'madeUp'
  return row.isUsersAtLeast ? 'usersOpen' : 'noUsers'
}
