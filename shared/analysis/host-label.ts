import type { TreePath } from '../files/tree.ts'
import { nodeNumbers } from './innermost.ts'
import type { NodeView } from './model.ts'

/** Gives what tells the host of a path from the others; undefined where one alone was opened. */
export function hostLabels(view: Pick<NodeView, 'nodes'>): (path: TreePath) => string | undefined {
  const numberOf = nodeNumbers(view)
  return (path) => view.nodes?.[numberOf(path) ?? -1]?.label
}
