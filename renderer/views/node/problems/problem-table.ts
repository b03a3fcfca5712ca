import type { FindingCode } from '../../../../shared/findings/codes.ts'
import type { Finding, Severity } from '../../../../shared/findings/types.ts'
import { groupBy } from '../../../../shared/values/grouped.ts'
import { baseName } from '../../../format/path.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import type { GridLine } from '../../../grid/lines.ts'
import { severityRank } from '../tables/problem-rank.ts'

/** All problems of one code and severity. */
export interface ProblemGroup {
  readonly id: string
  readonly code: FindingCode
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

export const problemColumns: readonly GridColumn<ProblemGroup>[] = [
  { id: 'problem', title: 'subject', track: 'minmax(200px, 3fr)' },
  { id: 'meaning', title: 'meaning', track: 'minmax(200px, 4fr)' },
]

/** Grouped by code, the worst first. */
export function groupProblems(problems: readonly Finding[]): readonly ProblemGroup[] {
  const groups = groupBy(problems, groupOf)
  return [...groups].map(([id, members]) => toGroup(id, members)).sort(bySeverity)
}

/** The id of the group that a problem is in. */
export function groupOf({ severity, code }: Finding): string {
  return `${severity} ${code}`
}

function toGroup(id: string, findings: readonly Finding[]): ProblemGroup {
  const [first] = findings
  if (first === undefined) throw new RangeError('a group of problems has members')
  return { id, code: first.code, severity: first.severity, findings }
}

function bySeverity(a: ProblemGroup, b: ProblemGroup): number {
  return (
    severityRank[b.severity] - severityRank[a.severity] || b.findings.length - a.findings.length
  )
}

export type ProblemLine =
  | (GridLine & { readonly kind: 'group'; readonly group: ProblemGroup })
  | (GridLine & {
      readonly kind: 'problem'
      readonly group: ProblemGroup
      readonly problem: Finding
    })

/** Groups are open unless they were closed: problems are there to be seen. */
export function problemLines(
  groups: readonly ProblemGroup[],
  closed: ReadonlySet<string>,
): readonly ProblemLine[] {
  return groups.flatMap((group): readonly ProblemLine[] => {
    const expanded = !closed.has(group.id)
    const line: ProblemLine = {
      kind: 'group',
      key: group.id,
      level: 1,
      expanded,
      text: group.code,
      group,
    }
    if (!expanded) return [line]
    const under = { kind: 'problem', level: 2, parent: group.id, group } as const
    return [
      line,
      ...group.findings.map((problem, index) => ({
        ...under,
        key: `${group.id}\0${problem.subject.path}\0${index}`,
        text: baseName(problem.subject.path),
        problem,
      })),
    ]
  })
}
