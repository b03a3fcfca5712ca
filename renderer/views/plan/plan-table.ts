import type { LeftOut } from '../../../shared/analysis/cleanup/left-out.ts'
import { headingOf, targetsOf } from '../../../shared/analysis/cleanup/targets.ts'
import { sumOfWaiting, type Waiting } from '../../../shared/analysis/cleanup/waiting.ts'
import type { LevelSum } from '../../../shared/analysis/cleanup/whole-plan.ts'
import type { Finding } from '../../../shared/findings/types.ts'
import type { Language } from '../../../shared/ipc/contract.ts'
import type { PlanRow } from '../../../shared/ipc/plan.ts'
import { groupBy } from '../../../shared/values/grouped.ts'
import { baseName } from '../../format/path.ts'
import type { GridColumn, SortingState } from '../../grid/columns.ts'
import type { GridLine } from '../../grid/lines.ts'
import { stepId } from '../../stores/step-id.ts'

/** A step with the finding that it answers. */
export interface PlannedStep {
  readonly id: string
  readonly row: PlanRow
  readonly finding: Finding
}

/** What it removes, which is not always what its finding is about. */
export function stepPath({ finding }: PlannedStep, language: Language): string {
  return headingOf(finding.subject.path, targetsOf(finding), language)
}

export function plannedSteps(
  rows: readonly PlanRow[],
  findings: readonly Finding[],
): readonly PlannedStep[] {
  return rows.flatMap((row) => {
    const finding = findings[row.at]
    return finding === undefined ? [] : [{ id: stepId(finding), row, finding }]
  })
}

const freesColumn = {
  id: 'frees',
  title: 'frees',
  align: 'end',
  value: ({ row }: PlannedStep) => row.frees,
  descendingFirst: true,
} as const

const stepColumns: readonly GridColumn<PlannedStep>[] = [
  { id: 'step', title: 'step', track: 'minmax(150px, 5fr)' },
  { id: 'what', title: 'whose', track: 'minmax(140px, 4fr)' },
  { ...freesColumn, track: '84px' },
]
const commandColumn: GridColumn<PlannedStep> = { id: 'command', title: 'command', track: '152px' }
/** Where only what is left out has something to say there: a time, which may be one of today. */
const fromColumn: GridColumn<PlannedStep> = { id: 'command', title: 'from', track: '172px' }

/** Pixels that a table needs for paths beside what they are. */
const leastWide = 700

export interface PlanShape {
  /** What a step is, and why it has no command, stand below its path; long titles take two lines. */
  readonly isNarrow: boolean
  /** That a command is there needs no column: it is there where one is withheld, or comes later. */
  readonly hasCommand: boolean
  readonly columns: readonly GridColumn<PlannedStep>[]
  readonly minWidth: number
}

const wide: PlanShape = { isNarrow: false, hasCommand: false, columns: stepColumns, minWidth: 380 }
const wider: PlanShape = {
  isNarrow: false,
  hasCommand: true,
  columns: [...stepColumns, commandColumn],
  minWidth: 440,
}
const later: PlanShape = { ...wider, columns: [...stepColumns, fromColumn] }
/** At the smallest window there are 230 pixels for all of it, beside the details. */
const narrow: PlanShape = {
  isNarrow: true,
  hasCommand: false,
  columns: [
    { id: 'step', title: 'step', track: 'minmax(110px, 6fr)' },
    { ...freesColumn, track: '76px' },
  ],
  minWidth: 210,
}

export function planShape(width: number, lines: readonly PlanLine[]): PlanShape {
  if (width > 0 && width < leastWide) return narrow
  if (!lines.some(tellsOfCommand)) return wide
  return lines.some((line) => line.kind !== 'left-out' && tellsOfCommand(line)) ? wider : later
}

function tellsOfCommand(line: PlanLine): boolean {
  if (line.kind === 'step') return line.step.row.gate !== undefined
  if (line.kind === 'left-out') return line.leftOut.atMs !== undefined
  return line.kind === 'level' && !line.isPart && line.sum.given < line.sum.steps
}

export type PlanLine =
  | (GridLine & {
      readonly kind: 'level'
      readonly sum: LevelSum
      /** Those that are shown. */
      readonly steps: readonly PlannedStep[]
      /** A filter hides the others: the sum is not that of what is shown. */
      readonly isPart: boolean
    })
  | (GridLine & { readonly kind: 'step'; readonly step: PlannedStep })
  /** What is not in the plan, below all that is. */
  | (GridLine & { readonly kind: 'left-outs'; readonly count: number; readonly sum: Waiting })
  | (GridLine & { readonly kind: 'left-out'; readonly leftOut: LeftOut })

/**
 * Levels of safety with their steps, in the plan's order; `isFiltered`: only those that a filter lets
 * pass. Levels are open unless they were closed.
 */
export function planLines(
  steps: readonly PlannedStep[],
  levels: readonly LevelSum[],
  closed: ReadonlySet<string>,
  isFiltered: boolean,
): readonly PlanLine[] {
  const byStage = groupBy(steps, ({ row }) => row.stage)
  return levels.flatMap((level): readonly PlanLine[] => {
    const own = byStage.get(level.stage)
    if (own === undefined) return []
    const key = level.stage
    const expanded = !closed.has(key)
    const line: PlanLine = {
      kind: 'level',
      key,
      level: 1,
      expanded,
      text: key,
      sum: level,
      steps: own,
      isPart: isFiltered && own.length < level.steps,
    }
    return expanded ? [line, ...own.map((step) => stepLine(step, key))] : [line]
  })
}

/** What is ordered, when somebody asks for it: levels by what they free together, and in each its steps. */
export function orderedByFrees(
  steps: readonly PlannedStep[],
  levels: readonly LevelSum[],
  sorting: SortingState,
): readonly [steps: readonly PlannedStep[], levels: readonly LevelSum[]] {
  const [by] = sorting
  if (by === undefined) return [steps, levels]
  const sign = by.desc ? -1 : 1
  const ordered = <T>(all: readonly T[], bytesOf: (one: T) => number | undefined): readonly T[] => {
    const [known, unknown] = [true, false].map((isKnown) =>
      all.filter((one) => (bytesOf(one) !== undefined) === isKnown),
    )
    const sorted = known?.toSorted((a, b) => sign * ((bytesOf(a) ?? 0) - (bytesOf(b) ?? 0))) ?? []
    return [...sorted, ...(unknown ?? [])]
  }
  return [
    ordered(steps, ({ row }) => row.frees),
    ordered(levels, ({ given, bytes }) => (given === 0 ? undefined : bytes)),
  ]
}

const LEFT_OUT = 'left-out'

export function leftOutLines(
  leftOut: readonly LeftOut[],
  closed: ReadonlySet<string>,
): readonly PlanLine[] {
  if (leftOut.length === 0) return []
  const key = LEFT_OUT
  const expanded = !closed.has(key)
  const count = leftOut.length
  const sum = sumOfWaiting(leftOut)
  const line: PlanLine = { kind: 'left-outs', key, level: 1, expanded, text: key, count, sum }
  return expanded ? [line, ...leftOut.map(leftOutLine)] : [line]
}

function leftOutLine(leftOut: LeftOut): PlanLine {
  const { path, why } = leftOut
  const key = `${LEFT_OUT} ${why} ${path}`
  return { kind: 'left-out', key, level: 2, parent: LEFT_OUT, text: baseName(path), leftOut }
}

function stepLine(step: PlannedStep, parent: string): PlanLine {
  const [first = step.finding.subject.path] = targetsOf(step.finding)
  const text = baseName(first)
  return { kind: 'step', key: step.id, level: 2, parent, text, step }
}
