import type { DomainFacts } from '../../../nova/domain.ts'
import {
  fileOfVolume,
  isNoFile,
  type PoolTargets,
  poolTargets,
  type StoragePool,
} from '../../../nova/storage-pool.ts'
import { groupBy } from '../../../values/grouped.ts'
import type { BackingPlaces } from '../../places/backing-places.ts'
import { openedOf } from '../../places/opened-places.ts'

/** The type of a volume's place where no XML tells of its pool. */
export const OF_UNKNOWN_POOL = 'unknown-pool'

/**
 * Gives a domain with the files that its volumes are. A volume is of a pool of the domain's own host,
 * whose libvirt knows no other: what another opened host calls the same tells nothing of it. By XML in an
 * instance's folder nobody can tell the host: it may mean the pools of each, and something else. A device
 * is a disk like those that no pool has: what is raw on it needs nothing more (libvirt takes for raw what
 * gives no format).
 */
export function createVolumeFiles(
  pools: readonly StoragePool[],
  places: BackingPlaces,
): (domain: DomainFacts, isLibvirts: boolean) => readonly DomainFacts[] {
  const targets = targetsByHost(pools, places)
  return (domain, isLibvirts) => {
    if (!hasVolume(domain)) return [domain]
    if (!isLibvirts) return [domain, ...[...targets.values()].map((own) => inFiles(domain, own))]
    return [inFiles(domain, targets.get(openedOf(domain.path, places)) ?? new Map())]
  }
}

function targetsByHost(pools: readonly StoragePool[], places: BackingPlaces) {
  const hosts = groupBy(pools, ({ path }) => openedOf(path, places))
  return new Map([...hosts].map(([host, own]) => [host, poolTargets(own)]))
}

function hasVolume({ disks }: DomainFacts): boolean {
  return disks.some(({ source }) => source.kind === 'other' && source.volume !== undefined)
}

/** The names of such volumes, of what `createVolumeFiles` gives. */
export function volumesOfUnknownPools({ disks }: DomainFacts): readonly string[] {
  return disks.flatMap(({ source }) => {
    const isOfOne = source.kind === 'other' && source.type === OF_UNKNOWN_POOL
    return isOfOne && source.volume !== undefined ? [source.volume.name] : []
  })
}

function inFiles(domain: DomainFacts, targets: PoolTargets): DomainFacts {
  const disks = domain.disks.map((disk) => {
    const volume = disk.source.kind === 'other' ? disk.source.volume : undefined
    if (volume === undefined) return disk
    if (isNoFile(targets, volume.pool))
      return { ...disk, source: { kind: 'other', type: 'device' } as const }
    if (!targets.has(volume.pool))
      return { ...disk, source: { kind: 'other', type: OF_UNKNOWN_POOL, volume } as const }
    const path = fileOfVolume(targets, volume.pool, volume.name)
    return path === undefined ? disk : { ...disk, source: { kind: 'file', path } as const }
  })
  return { ...domain, disks }
}
