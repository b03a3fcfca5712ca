import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import type { SmallNode } from '../../../helpers/trees/small-node.ts'

/** What the plan says of a path, once nothing but an instance in use may need it. */
export function stepFor(node: SmallNode, path: string) {
  const scan = node.scan()
  const step = cleanupSteps(scan).find((one) => one.path === path)
  return { scan, step, findings: scan.view.findings.filter((one) => one.subject.path === path) }
}
