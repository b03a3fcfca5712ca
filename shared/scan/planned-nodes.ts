import type { PlannedNode } from './layout.ts'
import type { ScanPlan } from './plan-model.ts'

/** The nodes of a plan: of a folder that was opened by itself it is the only part of the only one. */
export function nodesOf(plan: ScanPlan): readonly PlannedNode[] {
  if (plan.nodes !== undefined) return plan.nodes
  const { layout, fileSystem } = plan
  const parts = [{ path: '', kind: layout.kind, layout }]
  return [{ layout, ...(fileSystem !== undefined && { fileSystem }), parts }]
}
