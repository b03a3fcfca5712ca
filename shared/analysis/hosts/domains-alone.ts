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

/** Domains of which none of their disks was opened. */
export interface DomainsAloneCount {
  readonly domainsAlone: number
  /** Those of them that have a file as a disk: of the others there is nothing that could be opened. */
  readonly filesAlone: number
}

/** How many domains of all hosts are so. */
export function countDomainsAlone(
  nodes: readonly Pick<EndedNode, 'node' | 'space'>[],
): DomainsAloneCount {
  const alone = nodes.filter(
    ({ space }) => space.kind === 'unknown' && space.why === 'domains-alone',
  )
  const domains = alone.flatMap(({ node }) => node.names.ofLibvirt())
  const ofFiles = domains.filter(({ disks }) => disks.some(({ source }) => source.kind === 'file'))
  return { domainsAlone: domains.length, filesAlone: ofFiles.length }
}
