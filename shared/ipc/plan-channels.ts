import type { LeftOut } from '../analysis/cleanup/left-out.ts'
import type { PlanChoice, PlanFormat, PlanRow, PlanStep, PlanSteps, PlanSummary } from './plan.ts'
import type { SavedFile } from './report-format.ts'

/** What the window asks of the clean-up plan. Nothing of it removes anything. */
export interface PlanChannels {
  /** The clean-up plan of a finished scan; its steps come as rows, the safest first. */
  'plan:open': (scanId: string) => PlanSummary
  'plan:rows': (scanId: string, first: number, count: number) => readonly PlanRow[]
  'plan:left-out': (scanId: string, first: number, count: number) => readonly LeftOut[]
  'plan:step': (scanId: string, at: number) => PlanStep
  'plan:choice': (scanId: string, steps: readonly number[]) => PlanChoice
  /** Puts the plan of these steps on the clipboard. */
  'plan:copy': (scanId: string, format: PlanFormat, steps: PlanSteps) => void
  /** Writes it where the save dialog says; undefined when that was closed. */
  'plan:save': (scanId: string, format: PlanFormat, steps: PlanSteps) => SavedFile | undefined
}
