import { useMemo } from 'react'
import { findingCommands } from '../../../../shared/findings/commands.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { useScan } from '../../../stores/context.tsx'
import type { ProblemGroup } from '../../node/problems/problem-table.ts'
import { useRootAt } from '../../node/useRootAt.ts'

/** Commands that help with all of a group: of one problem its own. */
export function useGroupCommands(group: ProblemGroup | undefined): readonly string[] {
  const problems = useScan(({ view }) => view?.findings)
  const at = useRootAt()
  return useMemo(
    () => ofAll(group, problems ?? []).flatMap((one) => findingCommands(one, at)),
    [group, problems, at],
  )
}

/** What others own is told by owner in one problem of its own, whose commands let all of it be read. */
function ofAll(group: ProblemGroup | undefined, problems: readonly Finding[]): readonly Finding[] {
  const isUnread = group?.code === 'unreadable'
  const owners = isUnread ? problems.filter(({ code }) => code === 'unreadable-owners') : []
  if (owners.length > 0) return owners
  return group?.findings.length === 1 ? group.findings : []
}
