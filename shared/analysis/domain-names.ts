import type { DomainFacts } from '../nova/domain.ts'
import type { InstanceDirName } from '../nova/names.ts'

/** Names of instances, from the domain XML that was read so far. */
export interface DomainNames {
  add(domains: readonly DomainFacts[]): void
  find(instance: InstanceDirName): DomainFacts | undefined
}

export function createDomainNames(): DomainNames {
  const byUuid = new Map<string, DomainFacts>()
  const byLibvirtName = new Map<string, DomainFacts>()
  return {
    add(domains) {
      for (const domain of domains) {
        byUuid.set(domain.uuid, domain)
        if (domain.libvirtName !== undefined) byLibvirtName.set(domain.libvirtName, domain)
      }
    },
    find({ kind, id }) {
      return kind === 'legacy' ? byLibvirtName.get(id) : byUuid.get(id)
    },
  }
}

/** What people call the instance: Nova's display name, or libvirt's where that is all there is. */
export function nameOf(facts: DomainFacts | undefined): string | undefined {
  return facts?.displayName ?? facts?.libvirtName
}
