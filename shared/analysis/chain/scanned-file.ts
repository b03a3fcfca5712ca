import { isWithin, joinPaths } from '../../files/paths.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { symlinkKey } from '../../scan/symlink-key.ts'
import type { Address } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import type { Lookup } from './chain-host.ts'

/**
 * What the scan says of an entry that is no symlink. A file that it took for no image is raw data to
 * whatever stands on it.
 */
export function scannedFile(entry: ScannedEntry): Lookup {
  const { path, fault } = entry
  if (fault !== undefined) return { kind: 'fault', fault }
  if (entry.type !== 'file')
    return { kind: 'fault', fault: { code: 'not-a-file', path, errno: '' } }
  return {
    kind: 'found',
    address: path,
    key: fileKey(entry),
    length: entry.length,
    allocated: entry.allocated,
    ...(entry.allocatedFrom !== undefined && { allocatedFrom: entry.allocatedFrom }),
    ...(entry.blocks !== undefined && { blocks: entry.blocks }),
    image: entry.image ?? { format: 'raw', virtualSize: entry.length },
  }
}

/** Which file it is, whatever its names; one that only symlinks lead to is known by its path where it lies. */
export function fileKey({ linkKey = '', path }: ScannedEntry): string {
  return linkKey === '' || linkKey === symlinkKey(path) ? path : linkKey
}

/** Where something was scanned: a shared folder by one of its names alone. */
export function scannedAt(address: Address, { aliases }: BackingPlaces): Address {
  const alias = aliases?.find(({ at }) => isWithin(address, at))
  return alias === undefined ? address : joinPaths(alias.to, address.slice(alias.at.length + 1))
}
