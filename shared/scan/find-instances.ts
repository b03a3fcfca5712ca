import type { TreePath } from '../files/tree.ts'
import type { PlaceFinder } from './find.ts'
import { looksLikeInstances } from './instances-place.ts'
import { KNOWN_INSTANCES_PATHS, recordedNameOf } from './known-instances.ts'
import { treePathOf } from './tree-path.ts'

export interface FoundInstances {
  readonly path: TreePath
  readonly recorded: string
}

// What nova.conf names may be a path inside a container, so that the known volumes are tried too;
// and an empty default folder says less than a filled one elsewhere.
export function findInstancesPath(
  finder: PlaceFinder,
  configured: string | undefined,
): FoundInstances | undefined {
  const candidates = [
    ...(configured === undefined
      ? []
      : treePathOf(configured).map((path) => ({ path, recorded: configured }))),
    ...KNOWN_INSTANCES_PATHS,
  ]
  const found = candidates.flatMap(({ path, recorded }) => {
    const real = finder.directory(path)
    return real === undefined ? [] : [{ path: real, recorded }]
  })
  const filled = found.find(({ path }) => looksLikeInstances(finder, path))
  return filled ?? found[0] ?? stateInstances(finder)
}

/** Nova's state_path opened by itself: the folder that holds `instances`. */
function stateInstances(finder: PlaceFinder): FoundInstances | undefined {
  const path = finder.directory('instances')
  if (path === undefined || !looksLikeInstances(finder, path)) return undefined
  return { path, recorded: recordedNameOf(`${finder.tree.rootPath}/instances`) }
}
