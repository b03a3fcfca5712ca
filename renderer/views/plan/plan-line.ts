import type { TreePath } from '../../../shared/files/tree.ts'
import type { Selection } from '../../stores/view-state.ts'
import { type NodeIndex, selectionFor } from '../node/node-index.ts'
import type { PlanLine, PlannedStep } from './plan-table.ts'

/** The steps that are ticked with a line: its own, or all of its level. */
export function stepsOf(line: PlanLine): readonly PlannedStep[] {
  if (line.kind === 'step') return [line.step]
  return line.kind === 'level' ? line.steps : []
}

/** The step itself is selected, or what it is about. */
export function isOf(line: PlanLine, path: string): boolean {
  return line.level === 2 && (line.key === path || pathOf(line) === path)
}

/** What it is about; a level is about nothing by itself. */
export function pathOf(line: PlanLine): TreePath | undefined {
  if (line.kind === 'step') return line.step.finding.subject.path
  return line.kind === 'left-out' ? line.leftOut.path : undefined
}

/** Of what is left out there is no step: it is shown itself. */
export function selectionOf(line: PlanLine, index: NodeIndex): Selection | undefined {
  if (line.kind === 'step') return { kind: 'step', path: line.key }
  return line.kind === 'left-out' ? selectionFor(line.leftOut.path, index) : undefined
}
