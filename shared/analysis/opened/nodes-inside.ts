import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import { DEFAULT_INSTANCES_PATH } from '../../scan/known-instances.ts'
import { KNOWN_DOMAIN_PATHS, KNOWN_NOVA_CONF_PATHS } from '../../scan/known-places.ts'
import type { Layout } from '../../scan/layout.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { topmost } from '../../scan/separate.ts'

/** How names of files end that are looked at: in a large folder few do. */
const CONF = '.conf'
const XML = '.xml'
const longestFirst = (a: TreePath, b: TreePath) => b.length - a.length
const CONFS = KNOWN_NOVA_CONF_PATHS.toSorted(longestFirst)
const DOMAINS = KNOWN_DOMAIN_PATHS.toSorted(longestFirst)

/**
 * Nodes that lie somewhere inside of a folder which is none itself: the roots of several on one mount, or
 * an instances_path further down. There all files are plain images; opened by themselves they are nodes.
 * A root is told by its image cache, the configuration of Nova or the XML of a domain.
 */
export function nodesInside(
  { kind }: Pick<Layout, 'kind'>,
  results: readonly Pick<UnitResult, 'entries'>[],
): readonly TreePath[] {
  if (kind !== 'folder') return []
  const found = new Set<TreePath>()
  for (const { entries } of results) {
    for (const entry of entries) {
      const root = nodeOf(entry)
      if (root !== undefined) found.add(root)
    }
  }
  found.delete('')
  return topmost(found)
}

function nodeOf({ type, path }: Pick<ScannedEntry, 'type' | 'path'>): TreePath | undefined {
  if (type === 'directory') {
    return baseNameOf(path) === DEFAULT_CACHE_NAME ? rootOf(parentPath(path)) : undefined
  }
  if (type !== 'file') return undefined
  if (path.endsWith(CONF)) return rootAbove(path, CONFS)
  return path.endsWith(XML) ? rootAbove(parentPath(path), DOMAINS) : undefined
}

/** Above the longest of these places that the path ends with: some lie at the end of others. */
function rootAbove(path: TreePath, places: readonly TreePath[]): TreePath | undefined {
  const place = places.find((one) => path.endsWith(`/${one}`))
  return place === undefined ? undefined : path.slice(0, -place.length - 1)
}

function rootOf(instancesPath: TreePath): TreePath {
  const isInRoot = instancesPath.endsWith(DEFAULT_INSTANCES_PATH)
  return isInRoot ? instancesPath.slice(0, -DEFAULT_INSTANCES_PATH.length) : instancesPath
}
