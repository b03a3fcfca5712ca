import type { DomainFacts } from '../../nova/domain.ts'
import type { PlannedNode } from '../../scan/layout.ts'
import type { EndedNode } from '../accounting-facts.ts'
import type { LocateFile } from '../disks/found-disks.ts'

/**
 * Whether of a host the XML of its domains was opened and none of what their disks are on: that no disk
 * was seen says nothing of how much they take. Of a host's root that is told otherwise: see `isUnmounted`.
 */
export function areDomainsAlone(
  { layout: { kind, instancesPath } }: Pick<PlannedNode, 'layout'>,
  domains: readonly DomainFacts[],
  hasInstances: boolean,
  locate: LocateFile,
): boolean {
  if (kind === 'node' || instancesPath !== undefined || hasInstances) return false
  const isHere = ({ disks, path }: DomainFacts) =>
    disks.some(({ source }) => source.kind === 'file' && locate(source.path, path) !== undefined)
  return domains.length > 0 && !domains.some(isHere)
}

/** How many domains of all hosts are so. */
export function countDomainsAlone(nodes: readonly Pick<EndedNode, 'node' | 'space'>[]): number {
  const alone = nodes.filter(
    ({ space }) => space.kind === 'unknown' && space.why === 'domains-alone',
  )
  return alone.reduce((sum, { node }) => sum + node.names.ofLibvirt().length, 0)
}
