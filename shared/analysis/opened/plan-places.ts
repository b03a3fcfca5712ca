import type { OpenedPart, PlannedNode } from '../../scan/layout.ts'
import type { ScanPlan } from '../../scan/plan-model.ts'
import { absolutePath } from '../places/address.ts'
import { type BackingPlaces, type OpenedPlaces, placesOf } from '../places/backing-places.ts'

/** Where names of a plan's nodes may be found: of several opened folders each is a place of its own. */
export function planPlaces({
  rootPath,
  layout,
  nodes,
  aliases,
}: Pick<ScanPlan, 'rootPath' | 'layout' | 'nodes' | 'aliases'>): BackingPlaces {
  const known = placesOf(rootPath, layout)
  if (nodes === undefined) return known
  const opened = nodes.flatMap((node, at) => {
    return node.parts.map((part) => openedPlaces(rootPath, part, node, at))
  })
  return { ...known, opened, ...(aliases !== undefined && { aliases }) }
}

function openedPlaces(
  rootPath: string,
  { path, kind, layout }: OpenedPart,
  node: PlannedNode,
  at: number,
): OpenedPlaces {
  const { instancesPath, recordedInstancesPath } = layout
  // A cache that was opened beside an instances_path without one is its own.
  const basePath = layout.basePath ?? (instancesPath && node.layout.basePath)
  const isRoot = kind === 'node' && layout.partition === undefined
  const nodeRoot = isRoot ? absolutePath(rootPath, path) : rootAbove(rootPath, layout)
  return {
    path,
    node: at,
    ...(nodeRoot !== undefined && { nodeRoot }),
    ...(instancesPath !== undefined && { instancesPath }),
    ...(recordedInstancesPath !== undefined && { recordedInstancesPath }),
    ...(basePath !== undefined && { basePath }),
    ...(layout.partition && { partition: layout.partition }),
  }
}

/**
 * A mounted node's root, told by an instances_path that lies below it where the node has it: what
 * else of that node was opened has the names that the node knows it by.
 */
function rootAbove(
  rootPath: string,
  { instancesPath, recordedInstancesPath = '' }: OpenedPart['layout'],
): string | undefined {
  if (instancesPath === undefined || recordedInstancesPath === '') return undefined
  const absolute = absolutePath(rootPath, instancesPath)
  if (!absolute.endsWith(recordedInstancesPath)) return undefined
  const root = absolute.slice(0, -recordedInstancesPath.length)
  return root === '' ? '/' : root
}
