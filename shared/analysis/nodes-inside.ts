import { baseNameOf, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { NodeView } from './model.ts'

/** What Nova calls its image cache unless nova.conf says otherwise. */
const CACHE = '_base'
/** Where a node's root has its instances_path. */
const IN_ROOT = '/var/lib/nova/instances'

/**
 * Nodes that lie somewhere inside of a folder which is none itself: the roots of several on one mount, or
 * an instances_path further down. There all files are plain images; opened by themselves they are nodes.
 */
export function nodesInside({
  layout,
  others,
}: Pick<NodeView, 'layout' | 'others'>): readonly TreePath[] {
  if (layout.kind !== 'folder') return []
  const caches = others.listed.filter(
    ({ type, path }) => type === 'directory' && baseNameOf(path) === CACHE,
  )
  return [...new Set(caches.map(({ path }) => rootOf(parentPath(path))))].filter(Boolean)
}

function rootOf(instancesPath: TreePath): TreePath {
  const isInRoot = instancesPath.endsWith(IN_ROOT)
  return isInRoot ? instancesPath.slice(0, -IN_ROOT.length) : instancesPath
}
