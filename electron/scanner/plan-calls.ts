import type { LeftOut } from '../../shared/analysis/cleanup/left-out.ts'
import { planOf } from '../../shared/analysis/cleanup/whole-plan.ts'
import type { Language } from '../../shared/ipc/contract.ts'
import type {
  PlanChoice,
  PlanFormat,
  PlanRow,
  PlanStep,
  PlanSteps,
  PlanSummary,
} from '../../shared/ipc/plan.ts'
import type { SavedFile } from '../../shared/ipc/report-format.ts'
import {
  planChoice,
  planRows,
  planSummary,
  planText,
} from '../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../shared/report/cleanup/plan-step.ts'
import type { Generator } from '../../shared/report/json/json.ts'
import { Refusal } from '../failure.ts'
import { saveReport } from './report-file.ts'
import type { FinishedScan } from './scan-run.ts'

/** What the main process asks of the clean-up plan of a finished scan. */
export interface PlanCalls {
  plan: (scanId: string, language: Language) => PlanSummary
  planRows: (scanId: string, first: number, count: number) => readonly PlanRow[]
  planLeftOut: (scanId: string, first: number, count: number) => readonly LeftOut[]
  planStep: (scanId: string, at: number) => PlanStep
  planChoice: (scanId: string, steps: readonly number[]) => PlanChoice
  planText: (scanId: string, format: PlanFormat, steps: PlanSteps, language: Language) => string
  /** Writes it as `report` does. */
  savePlan: (
    scanId: string,
    format: PlanFormat,
    steps: PlanSteps,
    target: string,
    language: Language,
  ) => SavedFile
}

export type PlanAnswers = {
  readonly [C in keyof PlanCalls]: (
    ...args: Parameters<PlanCalls[C]>
  ) => ReturnType<PlanCalls[C]> | Promise<ReturnType<PlanCalls[C]>>
}

/** `finished` refuses what is no finished scan. */
export function planAnswers(
  finished: (scanId: string) => FinishedScan,
  generator: Generator,
): PlanAnswers {
  return {
    plan: (scanId, language) => planSummary(finished(scanId), language),
    planRows: (scanId, first, count) => planRows(finished(scanId), first, count),
    planLeftOut: (scanId, first, count) =>
      planOf(finished(scanId)).leftOut.slice(first, first + count),
    planStep(scanId, at) {
      const step = planStep(finished(scanId), at)
      if (step === undefined) throw new Refusal('not-found', `the plan has no step ${at}`)
      return step
    },
    planChoice: (scanId, steps) => planChoice(finished(scanId), steps),
    planText: (scanId, format, steps, language) =>
      planText(finished(scanId), format, steps, language),
    savePlan: (scanId, format, steps, target, language) =>
      saveReport(finished(scanId), format, target, { generator, language, steps }),
  }
}
