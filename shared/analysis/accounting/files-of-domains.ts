import { baseNameOf } from '../../files/paths.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { DomainDisk } from '../../nova/domain-disks.ts'
import { findDataFile } from '../chain.ts'
import type { ChainHost } from '../chain-host.ts'
import type { InstanceRow } from '../model.ts'
import type { SpaceFile } from './forest.ts'

/**
 * The XML of domains that have files of the node as disks which are not of their own folder, or were
 * left over in it: an image in the cache, a snapshot's delta, a disk of an old rescue. Such a domain
 * stands on them as an overlay does, whether it is Nova's or somebody's own.
 */
export function filesOfDomains(
  domains: readonly DomainFacts[],
  rows: readonly InstanceRow[],
  host: ChainHost,
): readonly SpaceFile[] {
  const files: SpaceFile[] = []
  const left = new Set(rows.flatMap(leftOfRescue))
  for (const domain of domains) {
    const extents = domain.disks.flatMap((disk) => fileOf(disk, domain, left, host))
    if (extents.length > 0) files.push({ path: domain.path, allocated: 0, extents })
  }
  return files
}

/** A volume lies on storage of its own, which nothing here looks at. */
function fileOf(
  { source, volumeId }: DomainDisk,
  domain: DomainFacts,
  left: ReadonlySet<string>,
  host: ChainHost,
) {
  if (source.kind !== 'file' || volumeId !== undefined) return []
  if (isOwn(source.path, domain) && !left.has(inFolder(source.path))) return []
  const found = findDataFile(source.path, domain.path, host)
  return found.kind === 'member' ? [{ path: found.member.address }] : []
}

/** What a rescue that is over left in a folder, by the folder's name. */
function leftOfRescue({ id, findings }: InstanceRow): readonly string[] {
  const found = findings.find(({ code }) => code === 'leftover-rescue')
  const files = found?.evidence['files']
  return typeof files === 'object' ? files.map((name) => `${baseNameOf(id)}/${name}`) : []
}

function inFolder(path: string): string {
  return path.split('/').slice(-2).join('/')
}

/** Its folder may be mounted anywhere: the name is enough. */
function isOwn(path: string, { uuid, libvirtName }: DomainFacts): boolean {
  if (path.includes(`/${uuid}/`)) return true
  return libvirtName !== undefined && path.includes(`/${libvirtName}/`)
}
