import { baseNameOf, joinPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import type { StoragePool } from '../../../nova/storage-pool.ts'
import { order } from '../../../values/order.ts'
import type { ScanHost } from '../../chain/scan-host.ts'
import type { Leading } from '../../chain/ways.ts'
import type { DomainNames } from '../../hosts/domain-names.ts'
import { type CacheDoubt, notUnderstood } from '../cache/cache-doubt.ts'
import type { NeedOfVolumes } from '../cache/unread.ts'
import type { SpaceFile } from '../forest/forest.ts'
import { placesOfFolder, type UsedFolder } from '../used-folders.ts'
import { Havers } from './havers.ts'
import { createNeededOf } from './needed-of-domain.ts'
import type { OwnFolders } from './own-folders.ts'
import { createVolumeFiles, volumesOfUnknownPools } from './volume-files.ts'

/** The XML of domains with the files of the node that they have. */
export interface FilesOfDomains {
  /** An image in the cache, a snapshot's delta: the domain stands on it as an overlay does. */
  readonly foreign: readonly SpaceFile[]
  /** Files of the instance's own folder, which are part of it. */
  readonly own: readonly SpaceFile[]
  /** Domains with a disk of which nobody can tell what it stands on. */
  readonly doubts: readonly CacheDoubt[]
  /** Folders that guests are given, outside of their instances' own. */
  readonly folders: readonly UsedFolder[]
  readonly ofUnknownPools: readonly NeedOfVolumes[]
  /** XML with what its names go through outside of the instance's own folder. */
  readonly ways: readonly Leading[]
}

/**
 * What the domains of one host have by any description of theirs, whether they are Nova's or somebody's
 * own. Disks that Nova made in their instance's folder are left out: no step removes one alone. What is
 * written in the folder itself may be old: it leaves nothing open where libvirt says what it has. Only
 * what a rescued instance goes back to is there to be used again, and libvirt does not say that.
 */
export function filesOfDomains(
  names: Pick<DomainNames, 'descriptions' | 'inFolders' | 'beforeRescue' | 'pools'>,
  folders: OwnFolders,
  host: ScanHost,
): FilesOfDomains {
  const descriptions = names.descriptions()
  const pools = names.pools()
  const rescued = names.beforeRescue()
  const ofLibvirt = new Set(descriptions)
  const inFolders = [...names.inFolders(), ...rescued].toSorted(runningFirst)
  const all = [...descriptions.toSorted(runningFirst), ...inFolders]
  const volumesOf = createVolumeFiles(pools, host.places)
  const shownBy = (domain: DomainFacts) => volumesOf(domain, ofLibvirt.has(domain))
  const { foreign, own, hidden, ways } = had(all, shownBy, folders, host)
  const known = new Set(descriptions.map(({ uuid }) => uuid))
  const counts = new Set([...ofLibvirt, ...rescued])
  const open = hidden.filter((domain) => counts.has(domain) || !known.has(domain.uuid))
  const doubts = [...new Set(open.map(({ path }) => path))].map(notUnderstood)
  const used = all.flatMap((domain) => foldersOf(domain, folders, host))
  const ofPools = pools.flatMap((pool) => targetsOf(pool, host))
  const ofUnknownPools = all.flatMap((domain): readonly NeedOfVolumes[] => {
    const names = shownBy(domain).flatMap(volumesOfUnknownPools)
    return names.length === 0 ? [] : [{ path: domain.path, needs: 'volumes', names }]
  })
  return { foreign, own, doubts, folders: [...used, ...ofPools], ofUnknownPools, ways }
}

interface Had extends Pick<FilesOfDomains, 'foreign' | 'own' | 'ways'> {
  /** Those with a disk of which nobody can tell what it stands on. */
  readonly hidden: readonly DomainFacts[]
}

/** `shownBy`: the descriptions of a domain, with its volumes as the files that they are. */
function had(
  domains: readonly DomainFacts[],
  shownBy: (domain: DomainFacts) => readonly DomainFacts[],
  folders: OwnFolders,
  host: ScanHost,
): Had {
  const [foreign, own] = [new Havers(), new Havers()]
  const hidden = new Set<DomainFacts>()
  const ways: Leading[] = []
  const neededOf = createNeededOf(folders, host)
  for (const domain of domains) {
    for (const { name, needed } of shownBy(domain).flatMap(neededOf)) {
      const beside = needed.paths.length > 0 ? undefined : besideOthers(name, domain, folders, host)
      const paths = beside === undefined ? needed.paths : [beside]
      for (const path of paths) (folders.has(path, domain) ? own : foreign).add(domain, path)
      const to = needed.through?.filter((path) => !folders.has(path, domain)) ?? []
      if (to.length > 0) ways.push({ path: domain.path, to })
      if (!needed.isKnown && beside === undefined) hidden.add(domain)
    }
  }
  return { foreign: foreign.files(), own: own.files(), hidden: [...hidden], ways }
}

function targetsOf({ path: xml, target }: StoragePool, host: ScanHost): readonly UsedFolder[] {
  const places = target === undefined ? [] : [...placesOfFolder(target, xml, host)]
  return places.map((folder) => ({ xml, folder, isPool: true }))
}

function foldersOf(domain: DomainFacts, own: OwnFolders, host: ScanHost): readonly UsedFolder[] {
  const places = (domain.folders ?? []).flatMap((name) => [
    ...placesOfFolder(name, domain.path, host),
  ])
  const others = [...new Set(places)].filter((folder) => !own.has(folder, domain))
  return others.map((folder) => ({ xml: domain.path, folder }))
}

function runningFirst(a: DomainFacts, b: DomainFacts): number {
  if (a.isRunning !== b.isRunning) return a.isRunning === true ? -1 : 1
  return order(a.path, b.path)
}

/** The file as it lies in the domain's own folder, which may be mounted anywhere: its name is enough. */
function besideOthers(
  name: string | undefined,
  domain: DomainFacts,
  folders: OwnFolders,
  host: ScanHost,
): TreePath | undefined {
  const row = name === undefined ? undefined : folders.named(name, domain)
  if (name === undefined || row === undefined) return undefined
  const path = joinPath(row.id, baseNameOf(name))
  return host.scanned.lookup(path).kind === 'found' ? path : undefined
}
