import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { placesOf } from '../../shared/analysis/backing-name.ts'
import { createNodeAnalysis, type NodeAnalysis } from '../../shared/analysis/node.ts'
import { baseNameOf } from '../../shared/files/paths.ts'
import { type FileTree, TreeError } from '../../shared/files/tree.ts'
import type { PlanSource } from '../../shared/report/cleanup-plan.ts'
import { entryOf } from '../../shared/scan/entry.ts'
import type { ScanEnd, ScannedEntry, ScanPlan, UnitResult } from '../../shared/scan/model.ts'
import { planScan } from '../../shared/scan/plan.ts'
import { probeFile } from '../../shared/scan/probe-file.ts'
import { scanUnit } from '../../shared/scan/unit.ts'
import { createChainHost } from '../files/chain-host.ts'
import { liveTree } from '../files/live-tree.ts'
import type { Input } from './inputs.ts'

export interface ScanInputOptions {
  /** `--root DIR`, after symlinks. */
  readonly givenRoot?: string
  readonly onEntry: (entry: ScannedEntry) => void
  readonly cancelled: () => boolean
}

/** A signal is heard only when the event loop turns, so the scan lets it turn this often. */
const TURN_MS = 50

/** Scans a folder, or looks at one image in its folder. Throws `TreeError` when it cannot be opened. */
export async function scanInput(input: Input, options: ScanInputOptions): Promise<PlanSource> {
  const startedAtMs = Date.now()
  const tree = liveTree(input.kind === 'folder' ? input.real : dirname(input.real))
  const image = input.kind === 'image' ? imageEntry(tree, baseNameOf(input.real)) : undefined
  const plan = image === undefined ? planScan(tree) : folderOfOne(tree, baseNameOf(input.real))
  const analysis = analysisOf(plan, options.givenRoot)
  if (image !== undefined) analysis.add({ unit: { kind: 'folder', path: '' }, entries: [image] })
  const end = await scanUnits(tree, plan, analysis, options)
  const view = analysis.finish(end, startedAtMs, Date.now())
  return { view, space: analysis.space }
}

function analysisOf(plan: ScanPlan, givenRoot: string | undefined): NodeAnalysis {
  const known = placesOf(plan.rootPath, plan.layout)
  if (givenRoot === undefined) {
    const { lookup } = createChainHost({ places: known, folders: [plan.rootPath] })
    return createNodeAnalysis(plan, { lookup })
  }
  const places = { ...known, givenRoot }
  const { lookup } = createChainHost({ places, folders: [plan.rootPath, givenRoot] })
  return createNodeAnalysis(plan, { givenRoot, lookup })
}

async function scanUnits(
  tree: FileTree,
  plan: ScanPlan,
  analysis: NodeAnalysis,
  { onEntry, cancelled }: ScanInputOptions,
): Promise<ScanEnd> {
  let turn = performance.now() + TURN_MS
  for (const unit of plan.units) {
    if (cancelled()) break
    analysis.add(scanUnit(tree, unit, { onEntry, cancelled }))
    if (performance.now() < turn) continue
    await setImmediate()
    turn = performance.now() + TURN_MS
  }
  await setImmediate()
  return cancelled() ? { state: 'partial', reason: 'cancelled' } : { state: 'complete' }
}

/** A plan for one image that was named by itself: nothing else in its folder is reported. */
function folderOfOne(tree: FileTree, name: string): ScanPlan {
  const result: UnitResult = { unit: { kind: 'top', path: '' }, entries: [] }
  const layout = { kind: 'folder', glancePaths: [], domainPaths: [] } as const
  const { rootPath } = tree
  return { rootPath, layout, ...fileSystem(tree), units: [], covered: [name], result }
}

function fileSystem(tree: FileTree): Pick<ScanPlan, 'fileSystem'> {
  try {
    return { fileSystem: tree.statfs('') }
  } catch (error) {
    if (error instanceof TreeError) return {}
    throw error
  }
}

function imageEntry(tree: FileTree, name: string): ScannedEntry {
  const stat = tree.lstat(name)
  return entryOf(name, 'image', stat, probeFile(tree, name))
}
