import { foldersLeft } from '../../files/paths.ts'
import { type Address, absolutePath, addressOf } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import { backingCandidates } from './backing-candidates.ts'
import { classifyBackingName } from './backing-name.ts'
import { scannedAt } from './scanned-file.ts'

/**
 * Where what a name in the file at `from` means may stand. That some base has its last name makes it none
 * of these.
 */
export function placesOfName(
  name: string,
  from: Address,
  places: BackingPlaces,
): readonly Address[] {
  const classified = classifyBackingName(name)
  if (classified.kind === 'none') return []
  return backingCandidates(name, classified, from, places).flatMap(({ address, rule }) => {
    return rule === 'base-directory' ? [] : [scannedAt(address, places)]
  })
}

/** The folders that such a name goes into and leaves again by `..`: without them it leads nowhere. */
export function leftBy(name: string, from: Address, places: BackingPlaces): readonly Address[] {
  // Nearly none has any.
  if (!name.includes('..')) return []
  const classified = classifyBackingName(name)
  switch (classified.kind) {
    case 'none':
    case 'protocol':
      return []
    case 'absolute':
      return foldersLeft(classified.path).flatMap((folder) => placesOfName(folder, from, places))
    case 'relative': {
      const text = `${absolutePath(places.rootPath, from)}/../${classified.path}`
      return foldersLeft(text).map((folder) => addressOf(places.rootPath, folder))
    }
  }
}
