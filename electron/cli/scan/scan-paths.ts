import { resolve } from 'node:path'
import { TreeError, type TreeFault } from '../../../shared/files/tree.ts'
import type { ReportSource } from '../../../shared/report/json/json.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { Ahead } from '../../ahead/ahead.ts'
import { liveTree } from '../../files/live-tree.ts'
import { folderOf, type PlannedTogether, planTogether, tryPlan } from '../../files/opened-paths.ts'
import type { CommandContext } from '../commands/command.ts'
import { notOpenedFault, sentence } from '../error-text.ts'
import { type Input, lookAt } from '../input/inputs.ts'
import { refuseReport } from '../input/not-a-report.ts'
import { createProgress } from '../output/progress.ts'
import { type ScanInputOptions, scanPlanned } from './scan-input.ts'

interface Found {
  readonly inputs: readonly Input[]
  readonly notOpened: readonly TreeFault[]
}

/** What is there under the paths that were given, each thing once; of what is not, one line is said. */
export function look(paths: readonly string[], { terminal }: CommandContext): Found {
  const inputs = new Map<string, Input>()
  const notOpened: TreeFault[] = []
  for (const path of paths) {
    try {
      const input = lookAt(path)
      if (input.kind === 'image') refuseReport(input.real)
      if (!inputs.has(input.real)) inputs.set(input.real, input)
    } catch (error) {
      terminal.complain(sentence(path, error))
      notOpened.push(notOpenedFault(error, resolve(path)))
    }
  }
  return { inputs: [...inputs.values()], notOpened }
}

/** Undefined when nothing of it can be opened. */
export async function scanFound(
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
  options: Omit<ScanInputOptions, 'onEntry' | 'cancelled' | 'hearing'>,
  { terminal, interrupted, hearing }: CommandContext,
): Promise<ReportSource> {
  const progress = createProgress(terminal.status, process.stderr.columns)
  try {
    return await scanPlanned(plan, {
      ...options,
      onEntry: progress.entry,
      cancelled: interrupted,
      hearing,
    })
  } finally {
    progress.end()
  }
}
