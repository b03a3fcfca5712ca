import type { PlannedNode, ScanPlan } from '../scan/model.ts'
import type { HostAccounting } from './accounting/node-accounting.ts'
import type { NodeView, ViewOfNode } from './model.ts'

/** What a view says of several opened paths. */
export function openedParts(
  { nodes }: ScanPlan,
  accounting: readonly HostAccounting[],
): Pick<NodeView, 'opened' | 'nodes'> {
  if (nodes === undefined) return {}
  const opened = nodes.flatMap(({ parts }) => parts.map(({ path, kind }) => ({ path, kind })))
  if (nodes.length === 1) return { opened }
  const each = nodes.map((node, at) => viewOfNode(node, accounting[at]))
  return { opened, nodes: each.filter((node) => node !== undefined) }
}

function viewOfNode(
  { layout, fileSystem, parts }: PlannedNode,
  accounting: HostAccounting | undefined,
): ViewOfNode | undefined {
  if (accounting === undefined) return undefined
  const paths = parts.map(({ path }) => path)
  return { parts: paths, layout, ...(fileSystem !== undefined && { fileSystem }), accounting }
}
