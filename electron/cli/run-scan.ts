import type { NodeView } from '../../shared/analysis/model.ts'
import type { PlanSource } from '../../shared/report/cleanup-plan.ts'
import { createSampleNode } from '../sample/write.ts'
import type { CommandContext } from './commands/command.ts'
import { sentence, UsageError } from './error-text.ts'
import { type ExitCode, exitCodeOf, type Outcome } from './exit-code.ts'
import { type Input, lookAt, rootFolder } from './inputs.ts'
import { outputTarget, writeOutput } from './output-file.ts'
import { createProgress } from './progress.ts'
import type { ScanFormat } from './scan-formats.ts'
import { scanInput } from './scan-input.ts'
import { scanReport } from './scan-report.ts'

export interface ScanRequest {
  readonly format: ScanFormat
  readonly output?: string
  readonly root?: string
  readonly top: string
}

interface Scanned {
  readonly outcome: Outcome
  readonly input?: Input
  readonly scan?: PlanSource
}

/** Scans each path, or a generated sample without any, and writes one report of all. */
export async function runScan(
  paths: readonly string[],
  request: ScanRequest,
  context: CommandContext,
): Promise<ExitCode> {
  if (paths.length > 0) return scanPaths(paths, request, context)
  const sample = createSampleNode()
  try {
    return await scanPaths([sample.rootPath], request, context)
  } finally {
    sample.remove()
  }
}

function scanPaths(
  paths: readonly string[],
  request: ScanRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const top = rowCount(request.top)
  const generator = { name: 'cowscope', version: context.version }
  return scanInto(paths, request, context, (scans) =>
    scanReport(
      scans.map(({ view }) => view),
      request.format,
      { generator, top },
    ),
  )
}

/** Scans each path and writes what `report` makes of all that could be scanned. */
export async function scanInto(
  paths: readonly string[],
  request: Pick<ScanRequest, 'output' | 'root'>,
  context: CommandContext,
  report: (scans: readonly PlanSource[]) => string,
): Promise<ExitCode> {
  const root = request.root === undefined ? undefined : rootFolder(request.root)
  const found = paths.map((path) => look(path, context))
  const opened = found.flatMap(({ input }) => (input === undefined ? [] : [input.real]))
  if (root !== undefined) opened.push(root)
  const target = request.output === undefined ? undefined : outputTarget(request.output, opened)
  const scanned: Scanned[] = []
  for (const one of found) scanned.push(await scanOne(one, root, context))
  const scans = scanned.flatMap(({ scan }) => (scan === undefined ? [] : [scan]))
  if (scans.length > 0) {
    const text = report(scans)
    if (target === undefined) context.terminal.out(text)
    else writeOutput(target, text)
  }
  return exitCodeOf(scanned.map(({ outcome }) => outcome))
}

function rowCount(given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given)
  throw new UsageError(`--top ${given}: not a number of rows`)
}

function look(path: string, { terminal }: CommandContext): Scanned {
  try {
    return { outcome: 'done', input: lookAt(path) }
  } catch (error) {
    terminal.complain(sentence(path, error))
    return { outcome: 'failed' }
  }
}

async function scanOne(
  { input }: Scanned,
  givenRoot: string | undefined,
  { terminal, interrupted }: CommandContext,
): Promise<Scanned> {
  if (input === undefined) return { outcome: 'failed' }
  const progress = createProgress(terminal.status, process.stderr.columns)
  try {
    const scan = await scanInput(input, {
      ...(givenRoot !== undefined && { givenRoot }),
      onEntry: progress.entry,
      cancelled: interrupted,
    })
    return { scan, outcome: outcomeOf(scan.view) }
  } catch (error) {
    terminal.complain(sentence(input.given, error))
    return { outcome: 'failed' }
  } finally {
    progress.end()
  }
}

function outcomeOf(view: NodeView): Outcome {
  return view.end.state === 'complete' && view.totals.unreadable === 0 ? 'done' : 'partial'
}
