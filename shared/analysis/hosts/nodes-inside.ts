import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Layout } from '../../scan/layout.ts'
import type { UnitResult } from '../../scan/model.ts'

/** What Nova calls its image cache unless nova.conf says otherwise. */
const CACHE = '_base'
/** Where a node's root has its instances_path. */
const IN_ROOT = '/var/lib/nova/instances'

/**
 * Nodes that lie somewhere inside of a folder which is none itself: the roots of several on one mount, or
 * an instances_path further down. There all files are plain images; opened by themselves they are nodes.
 */
export function nodesInside(
  { kind }: Pick<Layout, 'kind'>,
  results: readonly Pick<UnitResult, 'entries'>[],
): readonly TreePath[] {
  if (kind !== 'folder') return []
  const found = new Set<TreePath>()
  for (const { entries } of results) {
    for (const { type, path } of entries) {
      if (type === 'directory' && baseNameOf(path) === CACHE) found.add(rootOf(parentPath(path)))
    }
  }
  return [...found].filter(Boolean)
}

function rootOf(instancesPath: TreePath): TreePath {
  const isInRoot = instancesPath.endsWith(IN_ROOT)
  return isInRoot ? instancesPath.slice(0, -IN_ROOT.length) : instancesPath
}
