import type { ScannedEntry } from '../../scan/model.ts'
import { resolveChain, resolveChainFrom } from './chain.ts'
import type { ChainHost } from './chain-host.ts'
import type { Chain } from './chain-model.ts'
import { scannedFile } from './scanned-file.ts'

/** A disk that was probed is there; one that was not may still be told by whoever looks again. */
export function entryChain(entry: ScannedEntry, host: ChainHost): Chain {
  const { image, fault } = entry
  // Where a relative name is meant: qemu follows a symlink at the disk itself later than that.
  const path = entry.linkedAt ?? entry.path
  if (image === undefined && fault === undefined) return resolveChain(path, host)
  return resolveChainFrom(path, scannedFile(entry), host)
}

/** Whatever the header says, nothing is below. */
export function rawChain(entry: ScannedEntry, host: ChainHost): Chain {
  const { path, linkedAt = path } = entry
  return resolveChainFrom(linkedAt, scannedFile(asRaw(entry)), host)
}

/** A file that is read as it stands, whatever header it begins with. */
export function asRaw(entry: ScannedEntry): ScannedEntry {
  return { ...entry, image: { format: 'raw', virtualSize: entry.length } }
}
