import { isWithin } from '../files/paths.ts'
import type { DomainFacts } from '../nova/domain.ts'
import type { CacheDoubt, DoubtOwner } from './accounting/cache/cache-doubt.ts'
import type { GatheredHost, Nodes } from './nodes.ts'

/** The domain that something unread tells of, where the XML that libvirt defines it by was read. */
export function createOwnerOf(nodes: Nodes): (doubt: CacheDoubt) => DoubtOwner | undefined {
  const known = new Map<Pick<GatheredHost, 'names'>, ReadonlyMap<string, DomainFacts>>()
  return ({ path, domain }) => {
    if (domain === undefined) return undefined
    const node = nodes.at(path)
    const host = node.hosts.find(({ planned }) =>
      planned.parts.some((part) => isWithin(path, part.path)),
    )
    const at = host ?? node
    const defined = known.get(at) ?? definedBy(at)
    known.set(at, defined)
    const uuid = defined.get(domain)?.uuid
    return uuid === undefined ? undefined : { uuid, libvirtName: domain }
  }
}

function definedBy({ names }: Pick<GatheredHost, 'names'>): ReadonlyMap<string, DomainFacts> {
  const defined = names.ofLibvirt().filter((one) => !one.isRunning || one.definedAt !== undefined)
  return new Map(defined.map((one) => [one.libvirtName ?? '', one]))
}
