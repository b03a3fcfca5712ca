import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { NodeView } from './model.ts'

/**
 * The opened path that a path belongs to: the innermost it lies in, in whatever order they were given.
 * A node's own path may be `''`, in which everything lies, also what another node has inside it.
 */
export function innermost<Part extends { readonly path: TreePath }>(
  parts: readonly Part[],
  path: TreePath,
): Part | undefined {
  let found: Part | undefined
  for (const part of parts) {
    if (!isWithin(path, part.path)) continue
    if (found === undefined || part.path.length > found.path.length) found = part
  }
  return found
}

/** Gives the index of the node of a view that a path belongs to; undefined where there is one alone. */
export function nodeNumbers({
  nodes = [],
}: Pick<NodeView, 'nodes'>): (path: TreePath) => number | undefined {
  const parts = nodes.flatMap((node, at) => node.parts.map((path) => ({ path, at })))
  return (path) => innermost(parts, path)?.at
}
