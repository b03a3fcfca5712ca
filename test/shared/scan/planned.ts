import { planScan } from '../../../shared/scan/plan.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { directory, file, type MemoryNode, memoryTree } from '../../helpers/trees/memory-tree.ts'
import { SHA1, UUIDS } from '../../helpers/trees/nasty-tree.ts'

const [first, second] = UUIDS
/** An instances_path of an instance, a resize and what Nova keeps beside them. */
export const instances = directory({
  _base: directory({ [SHA1]: file('base') }),
  [first]: directory({ disk: file('x') }),
  [`${second}_resize`]: directory(),
  locks: directory(),
  compute_nodes: file('{}'),
})

export function unitsOf(plan: ScanPlan): readonly string[] {
  return plan.units.map(({ kind, path }) => `${kind} ${path}`)
}

export function faultsOf({ result }: ScanPlan) {
  return result.entries.filter(({ fault }) => fault !== undefined)
}

/** What is planned for a tree in memory. */
export function plan(root: MemoryNode, rootPath?: string): ScanPlan {
  return planScan(memoryTree(root, rootPath))
}
