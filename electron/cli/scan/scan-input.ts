import { setImmediate } from 'node:timers/promises'
import { createNodeAnalysis, type NodeAnalysis } from '../../../shared/analysis/node.ts'
import { planPlaces } from '../../../shared/analysis/opened/plan-places.ts'
import type { TreeFault } from '../../../shared/files/tree.ts'
import type { ReportSource } from '../../../shared/report/json/json.ts'
import type { ScanEnd, ScannedEntry } from '../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import type { Ahead } from '../../ahead/ahead.ts'
import { createChainHost } from '../../files/chain-host.ts'
import { liveTree } from '../../files/live-tree.ts'
import { lookOnce } from '../../files/look-once.ts'
import { foldersOf, treeOf } from '../../files/opened-paths.ts'
import type { CommandContext } from '../commands/command.ts'
import { createTurns } from '../turns.ts'

export interface ScanInputOptions {
  /** Folders in which members of chains may be looked for, after symlinks. */
  readonly folders: readonly string[]
  /** `--root DIR`, after symlinks. */
  readonly givenRoot?: string
  /** What should have been scanned with it and could not be opened. */
  readonly notOpened: readonly TreeFault[]
  readonly onEntry: (entry: ScannedEntry) => void
  readonly cancelled: () => boolean
  /** Runs what looks at `cancelled`. */
  readonly hearing: CommandContext['hearing']
  /** Reads while others are counted. */
  readonly ahead?: Ahead
}

/** Scans everything that was opened, as one. */
export async function scanPlanned(
  plan: ScanPlan,
  options: ScanInputOptions,
): Promise<ReportSource> {
  const startedAtMs = Date.now()
  const analysis = analysisOf(plan, options)
  const end = await options.hearing(() => scanUnits(plan, analysis, options))
  return analysis.finish(end, startedAtMs, Date.now())
}

function analysisOf(
  plan: ScanPlan,
  { folders, givenRoot, notOpened }: ScanInputOptions,
): NodeAnalysis {
  const root = givenRoot === undefined ? {} : { givenRoot }
  const granted = [...new Set(folders), ...(givenRoot === undefined ? [] : [givenRoot])]
  const host = createChainHost({
    places: { ...planPlaces(plan), ...root },
    folders: granted,
    counted: true,
  })
  return createNodeAnalysis(plan, { ...root, notOpened, lookup: lookOnce(host) })
}

async function scanUnits(
  plan: ScanPlan,
  analysis: NodeAnalysis,
  { ahead, notOpened, onEntry, cancelled }: ScanInputOptions,
): Promise<ScanEnd> {
  const live = treeOf(plan.rootPath, foldersOf(plan), liveTree)
  const tree = ahead?.of(live, plan) ?? live
  // The turn that is going on may have looked for signals already: the last one below is the next.
  await setImmediate()
  const turns = createTurns()
  for (const unit of plan.units) {
    await ahead?.reach(unit, cancelled)
    if (cancelled()) break
    analysis.add(scanUnit(tree, unit, { onEntry, cancelled }))
    await turns.whenDue()
  }
  await setImmediate()
  if (cancelled()) return { state: 'partial', reason: 'cancelled' }
  return notOpened.length > 0 ? { state: 'partial', reason: 'not-opened' } : { state: 'complete' }
}
