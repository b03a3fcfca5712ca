import { resolve } from 'node:path'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { TreeError, type TreeFault } from '../../../shared/files/tree.ts'
import type { ReportSource } from '../../../shared/report/json/json.ts'
import type { Pieces } from '../../../shared/report/pieces.ts'
import { unreadText } from '../../../shared/report/text/unread-text.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { Ahead } from '../../ahead/ahead.ts'
import { liveTree } from '../../files/live-tree.ts'
import { folderOf, type PlannedTogether, planTogether, tryPlan } from '../../files/opened-paths.ts'
import type { CommandContext } from '../commands/command.ts'
import { faultOf, sentence, UsageError } from '../error-text.ts'
import { EXIT, type ExitCode, exitCodeOf, type Outcome } from '../exit-code.ts'
import { type Input, lookAt, rootFolder } from '../input/inputs.ts'
import { refuseReport } from '../input/not-a-report.ts'
import { outputTarget, writeOutput } from '../output/output-file.ts'
import { createProgress } from '../output/progress.ts'
import type { ScanFormat } from './scan-formats.ts'
import { type ScanInputOptions, scanPlanned } from './scan-input.ts'
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
  return scanInto(paths, request, context, (scan) =>
    scanReport(scan, request.format, { generator, top, width: widthFor(request, context) }),
  )
}

/** Of a report that is looked at: a file or a pipe has the whole lines. */
function widthFor({ output }: ScanRequest, { terminal }: CommandContext): number | undefined {
  return output === undefined ? terminal.width : undefined
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
  else await writeOutput(target, pieces)
  const unread = unreadText(scan.view)
  if (unread !== undefined) context.terminal.complain(unread)
  return exitCodeOf([outcomeOf(scan.view)])
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

interface Found {
  readonly inputs: readonly Input[]
  readonly notOpened: readonly TreeFault[]
}

/** What is there under the paths that were given, each thing once; of what is not, one line is said. */
function look(paths: readonly string[], { terminal }: CommandContext): Found {
  const inputs = new Map<string, Input>()
  const notOpened: TreeFault[] = []
  for (const path of paths) {
    try {
      const input = lookAt(path)
      if (input.kind === 'image') refuseReport(input.real)
      if (!inputs.has(input.real)) inputs.set(input.real, input)
    } catch (error) {
      terminal.complain(sentence(path, error))
      notOpened.push(faultOf(error, resolve(path)))
    }
  }
  return { inputs: [...inputs.values()], notOpened }
}

/** Undefined when nothing of it can be opened. */
async function scanFound(
  found: Found,
  root: string | undefined,
  context: CommandContext,
): Promise<ReportSource | undefined> {
  // Its thread starts while plans are made, unless there is no folder to read ahead.
  const hasFolder = found.inputs.some(({ kind }) => kind === 'folder')
  const ahead = hasFolder ? new Ahead() : undefined
  try {
    const { plan, notOpened } = planAll(found, context)
    if (plan === undefined) return undefined
    return await scanAll(
      plan,
      {
        folders: found.inputs.map(folderOf),
        notOpened,
        ...(root !== undefined && { givenRoot: root }),
        ...(ahead !== undefined && { ahead }),
      },
      context,
    )
  } finally {
    ahead?.close()
  }
}

/** One plan of what can be opened; of what cannot, one line is said. */
function planAll({ inputs, notOpened }: Found, { terminal }: CommandContext): PlannedTogether {
  const outcomes = inputs.map((input) => {
    const outcome = tryPlan(input, liveTree)
    if (outcome.kind === 'not-opened') {
      const { code, path, errno } = outcome.fault
      terminal.complain(sentence(input.given, new TreeError(code, path, errno)))
    }
    return outcome
  })
  const together = planTogether(inputs, outcomes)
  return { ...together, notOpened: [...notOpened, ...together.notOpened] }
}

async function scanAll(
  plan: ScanPlan,
  options: Omit<ScanInputOptions, 'onEntry' | 'cancelled'>,
  { terminal, interrupted }: CommandContext,
): Promise<ReportSource> {
  const progress = createProgress(terminal.status, process.stderr.columns)
  try {
    return await scanPlanned(plan, {
      ...options,
      onEntry: progress.entry,
      cancelled: interrupted,
    })
  } finally {
    progress.end()
  }
}

function outcomeOf(view: NodeView): Outcome {
  return view.end.state === 'complete' && view.totals.unreadable === 0 ? 'done' : 'partial'
}
