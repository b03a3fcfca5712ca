import type { Language } from '../../shared/ipc/contract.ts'
import { cleanupMarkdown } from '../../shared/report/cleanup-markdown.ts'
import { cleanupScript } from '../../shared/report/cleanup-script.ts'
import type { CommandContext } from './commands/command.ts'
import type { ExitCode } from './exit-code.ts'
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
  const plan = request.format === 'script' ? cleanupScript : cleanupMarkdown
  return scanInto(paths, request, context, (scan) => [plan(scan, request.language)])
}
