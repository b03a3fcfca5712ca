import type { Language } from '../../../shared/ipc/contract.ts'
import { planText } from '../../../shared/report/cleanup/plan-answers.ts'
import type { CommandContext } from '../commands/command.ts'
import type { ExitCode } from '../exit-code.ts'
import { scanInto } from './run-scan.ts'

export interface PlanRequest {
  readonly format: 'markdown' | 'script'
  readonly language: Language
  readonly output?: string
  readonly root?: string
}

/** Scans all paths as one and writes the plan of what was found. */
export function runPlan(
  paths: readonly string[],
  request: PlanRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const format = request.format === 'script' ? 'plan-script' : 'plan-markdown'
  return scanInto(paths, request, context, (scan) => [
    planText(scan, format, 'all', request.language),
  ])
}
