import type { ScannedEntry } from '../../scan/model.ts'
import { type Address, isAbsolute } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import type { ChainHost, Lookup, NamedBy } from './chain-host.ts'
import { unlessHostOwn } from './host-own.ts'
import type { ScannedEntries } from './scanned-entries.ts'
import { scannedAt, scannedFile } from './scanned-file.ts'
import { LINK_LIMIT, linkTarget } from './scanned-links.ts'
import { createScannedNames, type ScannedNames } from './scanned-names.ts'

/** How something is looked for: by which name in an image, and after how many symlinks. */
interface Asked {
  readonly by: NamedBy | undefined
  /** Whoever can say more of what was not scanned is asked. */
  readonly asks: boolean
  readonly links: number
}

/** What is at a place, by what was scanned; symlinks are followed inside the tree only, as they were recorded. */
export class ScannedLookups {
  readonly names: ScannedNames
  /** How often a place was asked for that the scan had not come by. */
  misses = 0
  readonly #entries: ScannedEntries
  readonly #places: BackingPlaces
  #fallback: ChainHost['lookup'] | undefined
  #ended = false

  constructor(entries: ScannedEntries, places: BackingPlaces) {
    this.#entries = entries
    this.#places = places
    this.names = createScannedNames(entries, (address) => this.#fallback?.(address))
  }

  /** Nothing more comes: from now on `fallback` is asked for what the scan did not come by. */
  complete(fallback: ChainHost['lookup'] | undefined): void {
    this.#fallback = fallback
    this.#ended = true
  }

  at(named: Address, asked: Asked): Lookup {
    const address = scannedAt(named, this.#places)
    const entry = this.#entries.find(address)
    if (entry === undefined) return this.#missing(address, asked)
    if (entry.type === 'symlink' && entry.link !== undefined) {
      return this.#follow(entry, entry.link, asked)
    }
    const unprobed = entry.image === undefined && entry.fault === undefined
    // Whoever looks at it in the end will say what it is; that it is raw data is the last resort.
    const isAsked = asked.asks && (!this.#ended || this.#fallback !== undefined)
    if (unprobed && entry.type === 'file' && isAsked) return this.#notScanned(address, asked.by)
    return unlessHostOwn(scannedFile(entry), asked.by, this.#places)
  }

  #missing(address: Address, { asks, by }: Asked): Lookup {
    // What has not come yet may still come, whoever is asked.
    return asks || !this.#ended ? this.#notScanned(address, by) : { kind: 'absent' }
  }

  #notScanned(address: Address, by: NamedBy | undefined): Lookup {
    this.misses += 1
    if (!this.#ended) return { kind: 'pending' }
    if (this.#fallback !== undefined) return this.names.of(this.#fallback(address, by))
    return isAbsolute(address) ? { kind: 'outside', target: address } : { kind: 'absent' }
  }

  #follow({ path }: ScannedEntry, link: NonNullable<ScannedEntry['link']>, asked: Asked): Lookup {
    if (link.leavesRoot) return { kind: 'outside', target: link.target }
    if (asked.links >= LINK_LIMIT) {
      return { kind: 'fault', fault: { code: 'loop', path, errno: 'ELOOP' } }
    }
    return this.at(linkTarget(path, link.target, this.#places), {
      ...asked,
      links: asked.links + 1,
    })
  }
}
