import type { DomainFacts } from '../../nova/domain.ts'
import {
  fileOfVolume,
  type PoolTargets,
  poolTargets,
  type StoragePool,
} from '../../nova/storage-pool.ts'
import type { BackingPlaces } from '../backing-name.ts'
import { openedOf } from '../opened-places.ts'

/**
 * Gives a domain with the files that its volumes are. A volume is of a pool of the domain's own host,
 * whose libvirt knows no other: what another opened host calls the same tells nothing of it.
 */
export function createVolumeFiles(
  pools: readonly StoragePool[],
  places: BackingPlaces,
): (domain: DomainFacts) => DomainFacts {
  const ofHosts = new Map<unknown, StoragePool[]>()
  for (const pool of pools) {
    const host = openedOf(pool.path, places)
    const own = ofHosts.get(host) ?? []
    own.push(pool)
    ofHosts.set(host, own)
  }
  const targets = new Map([...ofHosts].map(([host, own]) => [host, poolTargets(own)]))
  return (domain) => {
    const own = targets.get(openedOf(domain.path, places))
    return own === undefined ? domain : inFiles(domain, own)
  }
}

function inFiles(domain: DomainFacts, targets: PoolTargets): DomainFacts {
  const disks = domain.disks.map((disk) => {
    const volume = disk.source.kind === 'other' ? disk.source.volume : undefined
    const path = volume && fileOfVolume(targets, volume.pool, volume.name)
    return path === undefined ? disk : { ...disk, source: { kind: 'file', path } as const }
  })
  return { ...domain, disks }
}
