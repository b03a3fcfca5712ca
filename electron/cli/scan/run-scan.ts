import type { NodeView } from '../../../shared/analysis/model.ts'
import { lackingDisks, lacksRead } from '../../../shared/analysis/sizes/partial.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { ReportSource } from '../../../shared/report/json/json.ts'
import type { Pieces } from '../../../shared/report/pieces.ts'
import { otherSpaces } from '../../../shared/report/text/size-lines.ts'
import { unreadText } from '../../../shared/report/text/unread-text.ts'
import type { CommandContext } from '../commands/command.ts'
import { UsageError } from '../error-text.ts'
import { EXIT, type ExitCode, exitCodeOf, type Outcome } from '../exit-code.ts'
import { rootFolder } from '../input/inputs.ts'
import { outputTarget, writeOutput } from '../output/output-file.ts'
import { shownCsv } from '../output/shown-csv.ts'
import type { ScanFormat } from './scan-formats.ts'
import { look, scanFound } from './scan-paths.ts'
import { scanReport } from './scan-report.ts'

export interface ScanRequest {
  readonly format: ScanFormat
  readonly output?: string
  readonly root?: string
  readonly top: string
}

/** Scans everything that is named as one, or a generated sample where nothing is, and reports it. */
export async function runScan(
  paths: readonly string[],
  request: ScanRequest,
  context: CommandContext,
): Promise<ExitCode> {
  if (paths.length > 0) return scanPaths(paths, request, context)
  const { createSampleNode } = await import('../../sample/write.ts')
  return context.hearing(async () => {
    const sample = createSampleNode()
    try {
      return await scanPaths([sample.rootPath], request, context)
    } finally {
      sample.remove()
    }
  })
}

function scanPaths(
  paths: readonly string[],
  request: ScanRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const top = rowCount(request.top)
  const generator = { name: 'cowscope', version: context.version }
  const { output, format } = request
  const { terminal } = context
  // Of a report that is looked at: a file or a pipe has the whole lines.
  const width = output === undefined ? terminal.width : undefined
  const isShown = output === undefined && terminal.isTerminal === true
  return scanInto(paths, request, context, (scan) => {
    const report = scanReport(scan, format, { generator, top, width })
    return isShown && format.startsWith('csv') ? shownCsv(report) : report
  })
}

/** Scans all paths as one and writes what `report` makes of what could be scanned. */
export async function scanInto(
  paths: readonly string[],
  request: Pick<ScanRequest, 'output' | 'root'>,
  context: CommandContext,
  report: (scan: ReportSource) => Pieces,
): Promise<ExitCode> {
  const root = request.root === undefined ? undefined : rootFolder(request.root)
  const found = look(paths, context)
  const opened = found.inputs.map(({ real }) => real)
  if (root !== undefined) opened.push(root)
  const target = request.output === undefined ? undefined : outputTarget(request.output, opened)
  const scan = await scanFound(found, root, context)
  if (scan === undefined) return EXIT.failed
  const pieces = report(scan)
  if (target === undefined) print(pieces, context)
  else await context.hearing(() => writeOutput(target, pieces, context))
  complainOfCancel(scan.view, request.output, context)
  const unread = unreadText(scan.view)
  if (unread !== undefined) context.terminal.complain(unread)
  if (isUnmounted(scan.view)) context.terminal.complain(otherSpaces.unmounted)
  return exitCodeOf([outcomeOf(scan.view)])
}

/** A report of a part stands in the place of a whole one: a script is told, which does not look into it. */
function complainOfCancel(
  { end }: NodeView,
  output: string | undefined,
  { terminal }: CommandContext,
): void {
  if (end.state !== 'partial' || end.reason !== 'cancelled') return
  const where = output === undefined ? 'the report' : displayText(output)
  terminal.complain(`the scan was cancelled: ${where} has what was found until then`)
}

/** Whoever reads only the beginning, as `head` does, has got what it wanted. */
function print(pieces: Pieces, { terminal }: CommandContext): void {
  for (const piece of pieces) {
    if (!terminal.out(piece)) return
  }
}

function rowCount(given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given)
  throw new UsageError(`--top ${given}: not a number of rows`)
}

/** The instances are not there to be counted: a script that looks at no report would take 0 bytes for the host's. */
function isUnmounted(view: NodeView): boolean {
  return lackingDisks(view) === 'unmounted'
}

function outcomeOf(view: NodeView): Outcome {
  const isWhole = view.end.state === 'complete' && !lacksRead(view) && !isUnmounted(view)
  return isWhole ? 'done' : 'partial'
}
