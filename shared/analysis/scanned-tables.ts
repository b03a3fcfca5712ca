import { imageBackendOf } from '../nova/image-backends.ts'
import type { EndedNode } from './accounting-facts.ts'
import type { AnalysedUnit } from './analysed-unit.ts'
import type { Gathered } from './gathered.ts'
import { knownSpace } from './hosts/space-of-host.ts'
import { nodeTables } from './rows/node-tables.ts'

export function tablesOf(
  { nodes, overlays, ledger }: Gathered,
  units: readonly AnalysedUnit[],
  ended: readonly EndedNode[],
  nowMs: number,
) {
  const rooms = new Map(ended.map((one) => [one.node, roomOf(one)]))
  return nodeTables(units, {
    overlays,
    holderOf: (path) => ledger.holderOf(path),
    imageIds: new Set(nodes.all.flatMap(({ names }) => [...names.imageIds])),
    nodeAt: (path) => nodes.at(path),
    roomAt: (path) => rooms.get(nodes.at(path)),
    nowMs,
  })
}

/**
 * Bytes that a disk made from a stored image may have at most. What lies beside no instances_path is on
 * no file system of instances, and nor are disks that Nova keeps in volume groups or in Ceph.
 */
function roomOf({ node, space }: EndedNode): number | undefined {
  const { instancesPath, nova } = node.planned.layout
  const isLocal = !nova || imageBackendOf(nova.imagesType, nova.useCowImages).rootIsLocal
  if (instancesPath === undefined || !isLocal) return undefined
  return knownSpace(space)?.total
}
