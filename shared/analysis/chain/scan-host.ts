import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import { type Address, isAbsolute } from '../places/address.ts'
import type { BackingPlaces, OpenedPlaces } from '../places/backing-places.ts'
import { cacheBeside } from '../places/cache-beside.ts'
import { openedOf } from '../places/opened-places.ts'
import type { ChainHost, Lookup, NamedBy } from './chain-host.ts'
import { unlessHostOwn } from './host-own.ts'
import { KnownChains } from './known-chains.ts'
import { ScannedEntries } from './scanned-entries.ts'
import { scannedAt, scannedFile } from './scanned-file.ts'
import { LINK_LIMIT, linkSteps, linkTarget } from './scanned-links.ts'
import { createScannedNames } from './scanned-names.ts'

/** How something is looked for: by which name in an image, and after how many symlinks. */
interface Asked {
  readonly by: NamedBy | undefined
  readonly asks: boolean
  readonly links: number
}

/** A `ChainHost` over what a scan has found so far. */
export interface ScanHost extends ChainHost {
  add(unit: UnitKind, entries: readonly ScannedEntry[]): void
  /** A folder that was scanned, as it is known again. */
  addFolder(result: Pick<UnitResult, 'unit' | 'dev' | 'ino'>): void
  readonly misses: number
  /** The host where nobody is asked for what the scan did not come by. */
  readonly scanned: ChainHost
  /** The places that a scanned symlink leads to, one after the other, as far as they are in the tree. */
  leadsTo(link: Address): readonly Address[]
  /** The symlinks that a name goes through, itself the first, where it is one. */
  linksAt(named: Address): readonly Address[]
  /** Whether a scanned file is an image, so that what it stands on is known from the scan. */
  hasImage(address: Address): boolean
  /** Nothing more comes: from now on `fallback` is asked for what the scan did not come by. */
  complete(fallback: ChainHost['lookup'] | undefined): void
}

/** Symlinks are followed inside the tree only, as the scan recorded them. */
export function createScanHost(places: BackingPlaces): ScanHost {
  const entries = new ScannedEntries(places)
  let fallback: ChainHost['lookup'] | undefined
  let ended = false
  let misses = 0
  const known = new Map<OpenedPlaces | Address | undefined, KnownChains>()
  const names = createScannedNames(entries, (address) => fallback?.(address))

  /** In another of several opened folders, or beside another cache, a name may mean another image. */
  function knownAt(overlay: Address): KnownChains {
    const opened = openedOf(overlay, places)
    const place = cacheBeside(overlay, opened) ?? opened
    const chains = known.get(place) ?? new KnownChains()
    known.set(place, chains)
    return chains
  }

  function notScanned(address: Address, by: NamedBy | undefined): Lookup {
    misses += 1
    if (!ended) return { kind: 'pending' }
    if (fallback !== undefined) return names.of(fallback(address, by))
    return isAbsolute(address) ? { kind: 'outside', target: address } : { kind: 'absent' }
  }

  /** `asks`: whoever can say more of what was not scanned is asked. */
  function lookup(named: Address, by?: NamedBy, asks = true, links = 0): Lookup {
    const address = scannedAt(named, places)
    const entry = entries.find(address)
    // What has not come yet may still come, whoever is asked.
    if (entry === undefined) return asks || !ended ? notScanned(address, by) : { kind: 'absent' }
    if (entry.type === 'symlink' && entry.link !== undefined) {
      return follow(entry, entry.link, { by, asks, links })
    }
    const unprobed = entry.image === undefined && entry.fault === undefined
    // Whoever looks at it in the end will say what it is; that it is raw data is the last resort.
    const isAsked = asks && (!ended || fallback !== undefined)
    if (unprobed && entry.type === 'file' && isAsked) return notScanned(address, by)
    return unlessHostOwn(scannedFile(entry), by, places)
  }

  function follow(
    entry: ScannedEntry,
    link: NonNullable<ScannedEntry['link']>,
    { by, asks, links }: Asked,
  ): Lookup {
    if (link.leavesRoot) return { kind: 'outside', target: link.target }
    if (links >= LINK_LIMIT) {
      return { kind: 'fault', fault: { code: 'loop', path: entry.path, errno: 'ELOOP' } }
    }
    return lookup(linkTarget(entry.path, link.target, places), by, asks, links + 1)
  }

  return {
    places,
    scanned: { places, lookup: (address, by) => lookup(address, by, false) },
    leadsTo: (link) => linkSteps(link, entries, places).map(({ to }) => to),
    linksAt: (named) => linkSteps(named, entries, places).map(({ at }) => at),
    hasImage: (address) => entries.find(address)?.image !== undefined,
    known: knownAt,
    lookup: (address, by) => lookup(address, by),
    get misses() {
      return misses
    },
    addFolder: (result) => names.add(result),
    add: (unit, more) => entries.add(unit, more),
    complete(asked) {
      fallback = asked
      ended = true
      known.clear()
    },
  }
}
