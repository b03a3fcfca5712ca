import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { Layout, PlannedNode } from './layout.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * Image caches of hosts in an instances_path that was planned without their configurations: there they
 * are folders of any name.
 */
export function namedCaches(
  nodes: readonly PlannedNode[],
  planned: readonly ScanUnit[],
): readonly ScanUnit[] {
  const units = new Map(planned.map((unit) => [`${unit.kind} ${unit.path}`, unit]))
  return nodes.flatMap(cachesIn).flatMap((path) => {
    if (units.has(`base ${path}`)) return []
    const { untrustedBlocks, blocksAlike } = units.get(`top ${parentPath(path)}`) ?? {}
    const trust = {
      ...(untrustedBlocks && { untrustedBlocks }),
      ...(blocksAlike && { blocksAlike }),
    }
    return [{ kind: 'base', path, ...trust } as const]
  })
}

/** The cache of this name in an instances_path that some layouts have, after symlinks; if it is there. */
export function cacheNamed(
  name: string,
  instancesPath: TreePath,
  layouts: readonly Layout[],
): TreePath | undefined {
  const linked = layouts.flatMap((layout) =>
    layout.instancesPath === instancesPath ? (layout.linkedFolders ?? []) : [],
  )
  const isThere = layouts.some(({ folders = [] }) => folders.includes(name))
  const found = linked.find((one) => one.name === name)?.path
  return found ?? (isThere ? joinPath(instancesPath, name) : undefined)
}

function cachesIn({ layout, parts, hosts = [] }: PlannedNode): readonly TreePath[] {
  const { instancesPath } = layout
  const folders = new Set(parts.flatMap((part) => part.layout.folders ?? []))
  const linked = parts.flatMap((part) => part.layout.linkedFolders ?? []).map(({ path }) => path)
  const caches = [layout, ...hosts.map((host) => host.layout)].flatMap((one) => one.basePath ?? [])
  return [...new Set(caches)].filter((path) => {
    const isInside = parentPath(path) === instancesPath && folders.has(baseNameOf(path))
    return isInside || linked.includes(path)
  })
}
