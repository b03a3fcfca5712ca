import type { NodeView } from '../../../shared/analysis/model.ts'
import { createNodeAnalysis, type NodeOptions } from '../../../shared/analysis/node.ts'
import type { ScanEnd, UnitResult } from '../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { BASE, nodePlan, qcow2 } from './scan-builder.ts'

export const COMPLETE: ScanEnd = { state: 'complete' }

/** Two days after everything was written. */
export const LATER = 1_700_172_800_000

export function viewOf(units: readonly UnitResult[], given: Given = {}): NodeView {
  const analysis = createNodeAnalysis(given.plan ?? nodePlan(), given.options)
  for (const unit of units) analysis.add(unit)
  return analysis.finish(given.end ?? COMPLETE, 1, LATER).view
}

export interface Given {
  readonly plan?: ScanPlan
  readonly options?: NodeOptions
  readonly end?: ScanEnd
}

export function codes(view: NodeView): readonly string[] {
  return view.findings.map(({ code }) => code)
}

export const SHA1 = 'a'.repeat(40)

export const OVERLAY = qcow2(`/${BASE}/${SHA1}`, 'raw')
