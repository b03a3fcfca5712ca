import { isWithin } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { PlannedNode } from '../../../scan/layout.ts'
import { innermostOf } from '../../places/innermost.ts'

/** Gives the index of the host whose Nova keeps a file of an image cache; undefined for no opened one's. */
export type CacheOwners = (path: TreePath) => number | undefined

/**
 * A host's Nova looks at the one cache that its configuration names. Another beside it, or one that was
 * opened beside an instances_path which has its own, may be any other host's: nobody who was opened
 * owns it.
 */
export function createCacheOwners(nodes: readonly PlannedNode[]): CacheOwners {
  const find = innermostOf(
    nodes.flatMap((node, at) => node.parts.map((part) => ({ ...part, node, at }))),
  )
  return (path) => {
    const part = find(path)
    return part !== undefined && keeps(part.node, path) ? part.at : undefined
  }
}

/** Of hosts on one instances_path each may have a cache of its own there. */
function keeps({ layout, hosts = [] }: PlannedNode, path: TreePath): boolean {
  return [layout, ...hosts.map((host) => host.layout)].some(({ instancesPath, basePath }) => {
    return instancesPath !== undefined && basePath !== undefined && isWithin(path, basePath)
  })
}
