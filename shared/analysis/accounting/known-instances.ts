import type { TreePath } from '../../files/tree.ts'
import { activeHosts, type SeenHost } from '../../nova/compute-nodes.ts'
import type { UnitResult } from '../../scan/model.ts'
import type { DomainNames } from '../domain-names.ts'
import type { InstanceRow } from '../model.ts'
import { isLive } from './nova-node.ts'

/** What domain XML tells of the instances whose folders were found. */
export interface KnownInstances {
  /** Folders that no domain of the host belongs to. */
  readonly orphans: ReadonlySet<TreePath>
  /** Ids of the images that instances were made from, by their folders. */
  readonly imageIds: ReadonlyMap<TreePath, readonly string[]>
}

interface Part {
  readonly result: UnitResult
  readonly row?: InstanceRow
}

/** `allDomains`: every domain that may belong to a folder was to be seen. */
export function knownByNova(
  parts: readonly Part[],
  names: DomainNames,
  allDomains: boolean,
): KnownInstances {
  const orphans = new Set<TreePath>()
  const imageIds = new Map<TreePath, readonly string[]>()
  for (const { row, result } of parts) {
    const { instance } = result.unit
    if (row === undefined || instance === undefined) continue
    const facts = names.find(instance)
    if (facts?.imageId !== undefined) imageIds.set(row.id, [facts.imageId])
    if (allDomains && facts === undefined && isLive(row)) orphans.add(row.id)
  }
  return { orphans, imageIds }
}

/** Hosts that share the storage with this one; all of them when it is not known which this is. */
export function hostsBeside(
  seen: readonly SeenHost[],
  own: string | undefined,
  nowMs: number,
): readonly string[] {
  const active = activeHosts(seen, nowMs).map(({ host }) => host)
  if (own !== undefined && active.includes(own)) return active.filter((host) => host !== own)
  return active.length > 1 ? active : []
}
