import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { NodeView } from '../model.ts'

/**
 * Gives the opened path that a path belongs to: the innermost it lies in, in whatever order they were
 * given. A node's own path may be `''`, in which everything lies, also what another node has inside it.
 * Thousands may be opened, and thousands are asked for: none is compared with all.
 */
export function innermostOf<Part extends { readonly path: TreePath }>(
  parts: readonly Part[],
): (path: TreePath) => Part | undefined {
  const byPath = new Map<TreePath, Part>()
  for (const part of parts) if (!byPath.has(part.path)) byPath.set(part.path, part)
  return (path) => {
    // No list of what is above: this is asked of every file that others stand on.
    for (let at = path; ; at = parentPath(at)) {
      const found = byPath.get(at)
      if (found !== undefined || at === '') return found
    }
  }
}

type NodeOf = (path: TreePath) => number | undefined

const kept = new WeakMap<NonNullable<NodeView['nodes']>, NodeOf>()

/** Gives the index of the node of a view that a path belongs to; undefined where there is one alone. */
export function nodeNumbers({ nodes }: Pick<NodeView, 'nodes'>): NodeOf {
  if (nodes === undefined) return () => undefined
  const known = kept.get(nodes)
  if (known !== undefined) return known
  const find = innermostOf(nodes.flatMap((node, at) => node.parts.map((path) => ({ path, at }))))
  const nodeOf: NodeOf = (path) => find(path)?.at
  kept.set(nodes, nodeOf)
  return nodeOf
}
