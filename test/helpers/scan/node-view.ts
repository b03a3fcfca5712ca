import { expect } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import {
  createNodeAnalysis,
  type FinishedNode,
  type NodeOptions,
} from '../../../shared/analysis/node.ts'
import type { FileTree } from '../../../shared/files/tree.ts'
import { findingEvidence } from '../../../shared/findings/evidence.ts'
import { findingRegistry } from '../../../shared/findings/registry.ts'
import type { Finding, Severity } from '../../../shared/findings/types.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'

/** Scans and analyses a whole tree, as the scanner does, on this thread. */
export function viewOfTree(
  tree: FileTree,
  options: NodeOptions = {},
  nowMs = Date.now(),
): NodeView {
  return scanOfTree(tree, options, nowMs).view
}

/** The view with what takes space, of which deletions are asked. */
export function scanOfTree(
  tree: FileTree,
  options: NodeOptions = {},
  nowMs = Date.now(),
): FinishedNode {
  const plan = planScan(tree)
  const analysis = createNodeAnalysis(plan, { nowMs, ...options })
  for (const unit of plan.units) analysis.add(scanUnit(tree, unit))
  const finished = analysis.finish({ state: 'complete' }, nowMs, nowMs)
  expectAnnounced(finished.view.findings)
  return finished
}

/** Whatever a test looks for: FINDINGS.md tells of every finding what it may be about and what it has. */
function expectAnnounced(findings: readonly Finding[]): void {
  const wrong = findings.flatMap((one) => {
    const usual = findingRegistry[one.code].severity
    return unannounced(one, usual).map((what) => `${one.code}: ${what}`)
  })
  expect(wrong).toEqual([])
}

/** What of a finding its code does not announce. */
function unannounced(
  { code, severity, subject, evidence: values }: Finding,
  usual: Severity,
): readonly string[] {
  const { about, keys, also } = findingEvidence[code]
  const known: ReadonlySet<string> = new Set(keys)
  return [
    ...(about.includes(subject.kind) ? [] : [`about ${subject.kind}`]),
    ...(severity === usual || also.includes(severity) ? [] : [severity]),
    ...Object.keys(values).filter((key) => !known.has(key)),
  ]
}

export function viewOfFolder(
  folder: string,
  options: NodeOptions = {},
  nowMs = Date.now(),
): NodeView {
  return viewOfTree(liveTree(folder), options, nowMs)
}

/** `severity code path` of each finding. */
export function findingLines(view: NodeView): readonly string[] {
  return view.findings.map(({ severity, code, subject }) => `${severity} ${code} ${subject.path}`)
}
