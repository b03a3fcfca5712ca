import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { Address } from '../places/address.ts'
import type { ChainMember, FaultAt, KnownFolder, KnownMount, Lookup } from './chain-host.ts'
import { createOtherNames } from './other-names.ts'
import type { ScannedEntries } from './scanned-entries.ts'
import { fileKey } from './scanned-file.ts'

/** Knows what lies in a scanned folder, and was found by another name, by the name that was scanned. */
export interface ScannedNames {
  /** A folder that was scanned, as it is known again. */
  add(result: Pick<UnitResult, 'unit' | 'dev' | 'ino'>): void
  /** What `lookup` found, as the scan calls it. */
  of(found: Lookup): Lookup
}

/** `lookup` asks whoever can look at what the scan did not come by. */
export function createScannedNames(
  entries: ScannedEntries,
  lookup: (address: Address) => Lookup | undefined,
): ScannedNames {
  const otherNames = createOtherNames(foldersAt)

  function foldersAt(path: Address): readonly KnownFolder[] {
    const found = lookup(path)
    return found?.kind === 'fault' ? (found.folders ?? []) : []
  }

  function foundAs(found: ChainMember): Lookup {
    const address = otherNames.scannedAt(found.address, found.folders)
    const entry = address === undefined ? entryOfMounted(found) : entries.find(address)
    return entry === undefined ? found : { ...found, address: entry.path, key: fileKey(entry) }
  }

  function faultAs({ fault, folders = [], mounts = [], isMounted }: FaultAt): FaultAt {
    const path = otherNames.scannedAt(fault.path, folders)
    const alsoAt = mounts.flatMap((mount) => placeOfMount(mount, folders) ?? [])
    const at = path === undefined ? fault : { ...fault, path }
    return {
      kind: 'fault',
      fault: at,
      ...(isMounted === true && { isMounted }),
      ...(mounts.length > 0 && { mounts }),
      ...(alsoAt.length > 0 && { alsoAt }),
    }
  }

  function placeOfMount(mount: KnownMount, above: readonly KnownFolder[]): Address | undefined {
    if (mount.isFolder) return otherNames.scannedAt(mount.path, [mount, ...above])
    return sameFile(mount, mount.length)?.path
  }

  function entryOfMounted({ isMounted, inode, length }: ChainMember): ScannedEntry | undefined {
    return isMounted === true && inode !== undefined ? sameFile(inode, length) : undefined
  }

  /** The scanned file that an inode is; only those that are as long are looked at. */
  function sameFile(
    { dev, identity }: Pick<KnownFolder, 'dev' | 'identity'>,
    length: number,
  ): ScannedEntry | undefined {
    if (!otherNames.mayBeScanned({ dev })) return undefined
    return entries.findBy((entry) => {
      if (entry.type !== 'file' || entry.length !== length) return false
      const found = lookup(entry.path)
      return found?.kind === 'found' && found.inode?.identity === identity
    })
  }

  return {
    add: (result) => otherNames.add(result),
    of: (found) => {
      if (found.kind === 'fault') return faultAs(found)
      return found.kind === 'found' ? foundAs(found) : found
    },
  }
}
