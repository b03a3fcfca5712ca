import type { Problem, ProblemCode, Severity } from '../../../shared/analysis/model.ts'
import { baseName } from '../../format/path.ts'
import type { GridColumn } from '../../grid/columns.ts'
import type { GridLine } from '../../grid/lines.ts'
import { severityRank } from './problem-rank.ts'

/** All problems of one code and severity. */
export interface ProblemGroup {
  readonly id: string
  readonly code: ProblemCode
  readonly severity: Severity
  readonly problems: readonly Problem[]
}

export const problemColumns: readonly GridColumn<ProblemGroup>[] = [
  { id: 'problem', title: 'subject', track: 'minmax(240px, 3fr)' },
  { id: 'meaning', title: 'meaning', track: 'minmax(200px, 4fr)' },
]

/** Grouped by code, the worst first. */
export function groupProblems(problems: readonly Problem[]): readonly ProblemGroup[] {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const id = `${problem.severity} ${problem.code}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [problem])
    else group.push(problem)
  }
  return [...groups].map(([id, members]) => toGroup(id, members)).sort(bySeverity)
}

function toGroup(id: string, problems: readonly Problem[]): ProblemGroup {
  const [first] = problems
  if (first === undefined) throw new RangeError('a group of problems has members')
  return { id, code: first.code, severity: first.severity, problems }
}

function bySeverity(a: ProblemGroup, b: ProblemGroup): number {
  return (
    severityRank[b.severity] - severityRank[a.severity] || b.problems.length - a.problems.length
  )
}

export type ProblemLine =
  | (GridLine & { readonly kind: 'group'; readonly group: ProblemGroup })
  | (GridLine & {
      readonly kind: 'problem'
      readonly group: ProblemGroup
      readonly problem: Problem
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
      ...group.problems.map((problem, index) => ({
        ...under,
        key: `${group.id}\0${problem.path}\0${index}`,
        text: baseName(problem.path),
        problem,
      })),
    ]
  })
}
