import { normalizeAbsolute } from '../../files/paths.ts'
import { type Address, addressOf, besides, isAbsolute } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import { openedOf } from '../places/opened-places.ts'
import { leftBy, placesOfName } from './name-places.ts'
import type { ScannedEntries } from './scanned-entries.ts'

/** Symlinks that are followed for one member; Linux follows 40 for one path. */
export const LINK_LIMIT = 40

/** A symlink, and where it leads. */
interface LinkStep {
  readonly at: Address
  readonly to: Address
}

/** The symlinks that a name goes through one after the other, as far as they are in the tree. */
export function linkSteps(
  named: Address,
  entries: ScannedEntries,
  places: BackingPlaces,
): readonly LinkStep[] {
  const steps: LinkStep[] = []
  for (let entry = entries.find(named); entry?.type === 'symlink' && steps.length < LINK_LIMIT; ) {
    if (entry.link === undefined) break
    const to = linkTarget(entry.path, entry.link.target, places)
    steps.push({ at: entry.path, to })
    entry = entries.find(to)
  }
  return steps
}

/**
 * The places that a symlink leads to one after the other, and goes through. One that leaves what was opened
 * may still mean what was: an absolute target does where a node's instances_path was opened alone.
 */
export function placesLedTo(
  link: Address,
  entries: ScannedEntries,
  places: BackingPlaces,
): readonly Address[] {
  return linkSteps(link, entries, places).flatMap(({ at, to }) => {
    const target = entries.find(at)?.link?.target ?? ''
    const meant = isAbsolute(to) ? placesOfName(target, at, places) : []
    return [to, ...meant, ...leftBy(target, at, places)]
  })
}

/** Where a symlink at `path` leads: an absolute target is the node's own when a whole node is open. */
export function linkTarget(path: Address, target: string, places: BackingPlaces): Address {
  const { rootPath } = places
  if (!isAbsolute(target)) return besides(rootPath, path, target)
  const absolute = normalizeAbsolute(target)
  const inside = addressOf(rootPath, absolute)
  const nodeRoot = openedOf(path, places)?.nodeRoot
  if (!isAbsolute(inside) || nodeRoot === undefined) return inside
  return addressOf(rootPath, normalizeAbsolute(nodeRoot + absolute))
}
