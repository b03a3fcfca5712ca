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
  const { path, linkedAt = path, length } = entry
  const image = { format: 'raw', virtualSize: length } as const
  return resolveChainFrom(linkedAt, scannedFile({ ...entry, image }), host)
}
