import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import type { Address } from '../places/address.ts'
import type { BackingPlaces, OpenedPlaces } from '../places/backing-places.ts'
import { cacheBeside } from '../places/cache-beside.ts'
import { openedOf } from '../places/opened-places.ts'
import type { ChainHost } from './chain-host.ts'
import { KnownChains } from './known-chains.ts'
import { ScannedEntries } from './scanned-entries.ts'
import { linkSteps, placesLedTo } from './scanned-links.ts'
import { ScannedLookups } from './scanned-lookups.ts'

/** A `ChainHost` over what a scan has found so far. */
export interface ScanHost extends ChainHost {
  add(unit: UnitKind, entries: readonly ScannedEntry[]): void
  /** A folder that was scanned, as it is known again. */
  addFolder(result: Pick<UnitResult, 'unit' | 'dev' | 'ino'>): void
  readonly misses: number
  /** The host where nobody is asked for what the scan did not come by. */
  readonly scanned: ChainHost
  /** The places that a scanned symlink leads to, one after the other, and what it goes through on the way. */
  leadsTo(link: Address): readonly Address[]
  /** The symlinks that a name goes through, itself the first, where it is one. */
  linksAt(named: Address): readonly Address[]
  isSymlink(address: Address): boolean
  isBlockDevice(address: Address): boolean
  /** Whether a scanned file is an image, so that what it stands on is known from the scan. */
  hasImage(address: Address): boolean
  /** Nothing more comes: from now on `fallback` is asked for what the scan did not come by. */
  complete(fallback: ChainHost['lookup'] | undefined): void
}

export function createScanHost(places: BackingPlaces): ScanHost {
  const entries = new ScannedEntries(places)
  const lookups = new ScannedLookups(entries, places)
  const known = new Map<OpenedPlaces | Address | undefined, KnownChains>()
  return {
    places,
    scanned: { places, lookup: (at, by) => lookups.at(at, { by, asks: false, links: 0 }) },
    leadsTo: (link) => placesLedTo(link, entries, places),
    linksAt: (named) => linkSteps(named, entries, places).map(({ at }) => at),
    isSymlink: (address) => entries.find(address)?.type === 'symlink',
    isBlockDevice: (address) => entries.find(address)?.type === 'block',
    hasImage: (address) => entries.find(address)?.image !== undefined,
    known: (overlay) => knownAt(overlay, places, known),
    lookup: (at, by) => lookups.at(at, { by, asks: true, links: 0 }),
    get misses() {
      return lookups.misses
    },
    addFolder: (result) => lookups.names.add(result),
    add: (unit, more) => entries.add(unit, more),
    complete(asked) {
      lookups.complete(asked)
      known.clear()
    },
  }
}

/** In another of several opened folders, or beside another cache, a name may mean another image. */
function knownAt(
  overlay: Address,
  places: BackingPlaces,
  known: Map<OpenedPlaces | Address | undefined, KnownChains>,
): KnownChains {
  const opened = openedOf(overlay, places)
  const place = cacheBeside(overlay, opened) ?? opened
  const chains = known.get(place) ?? new KnownChains()
  known.set(place, chains)
  return chains
}
