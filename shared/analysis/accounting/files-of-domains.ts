import type { DomainFacts } from '../../nova/domain.ts'
import type { DomainDisk } from '../../nova/domain-disks.ts'
import { findDataFile } from '../chain.ts'
import type { ChainHost } from '../chain-host.ts'
import type { SpaceFile } from './forest.ts'

/**
 * The XML of domains that have files of the node as disks which are not of their own folder: an
 * image in the cache, a snapshot's delta, a disk of what was left over. Such a domain stands on them
 * as an overlay does, whether it is Nova's or somebody's own.
 */
export function filesOfDomains(
  domains: readonly DomainFacts[],
  host: ChainHost,
): readonly SpaceFile[] {
  const files: SpaceFile[] = []
  for (const domain of domains) {
    const extents = domain.disks.flatMap((disk) => fileOf(disk, domain, host))
    if (extents.length > 0) files.push({ path: domain.path, allocated: 0, extents })
  }
  return files
}

/** A volume lies on storage of its own, which nothing here looks at. */
function fileOf({ source, volumeId }: DomainDisk, domain: DomainFacts, host: ChainHost) {
  if (source.kind !== 'file' || volumeId !== undefined) return []
  if (isOwn(source.path, domain)) return []
  const found = findDataFile(source.path, domain.path, host)
  return found.kind === 'member' ? [{ path: found.member.address }] : []
}

/** Its folder may be mounted anywhere: the name is enough. */
function isOwn(path: string, { uuid, libvirtName }: DomainFacts): boolean {
  if (path.includes(`/${uuid}/`)) return true
  return libvirtName !== undefined && path.includes(`/${libvirtName}/`)
}
