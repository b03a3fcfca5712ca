import { baseNameOf, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { PlannedNode } from './layout.ts'
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
    const trust = units.get(`top ${parentPath(path)}`)?.untrustedBlocks
    return [{ kind: 'base', path, ...(trust !== undefined && { untrustedBlocks: trust }) } as const]
  })
}

function cachesIn({ layout, parts, hosts = [] }: PlannedNode): readonly TreePath[] {
  const { instancesPath } = layout
  const folders = new Set(parts.flatMap((part) => part.layout.folders ?? []))
  const caches = [layout, ...hosts.map((host) => host.layout)].flatMap((one) => one.basePath ?? [])
  return [...new Set(caches)].filter((path) => {
    return parentPath(path) === instancesPath && folders.has(baseNameOf(path))
  })
}
