import type { NodeView } from '../../../shared/analysis/model.ts'
import {
  createNodeAnalysis,
  type FinishedNode,
  type NodeOptions,
} from '../../../shared/analysis/node.ts'
import type { ScanEnd, UnitResult } from '../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { BASE, nodePlan, qcow2 } from './scan-builder.ts'

export const COMPLETE: ScanEnd = { state: 'complete' }

/** Two days after everything was written. */
export const LATER = 1_700_172_800_000

export interface Given {
  readonly plan?: ScanPlan
  readonly options?: NodeOptions
  readonly end?: ScanEnd
  /** When the scan began, and when it ended. */
  readonly at?: readonly [startedAtMs: number, finishedAtMs: number]
}

/** What a scan comes to that brought these units, in this order. */
export function finished(units: readonly UnitResult[], given: Given = {}): FinishedNode {
  const { plan = nodePlan(), options, end = COMPLETE, at = [1, LATER] } = given
  const analysis = createNodeAnalysis(plan, options)
  for (const unit of units) analysis.add(unit)
  return analysis.finish(end, ...at)
}

export function viewOf(units: readonly UnitResult[], given: Given = {}): NodeView {
  return finished(units, given).view
}

export function codes(view: NodeView): readonly string[] {
  return view.findings.map(({ code }) => code)
}

export const SHA1 = 'a'.repeat(40)

export const OVERLAY = qcow2(`/${BASE}/${SHA1}`, 'raw')
