import type { ScannedEntry } from '../scan/model.ts'
import { findDataFile } from './chain.ts'
import type { ChainHost } from './chain-host.ts'
import type { DiskCell } from './model.ts'

/** Where the guest's data are when the qcow2 keeps them in another file, if that was found. */
export function dataFileOf(entry: ScannedEntry, host: ChainHost): DiskCell['dataFile'] {
  const name = entry.image?.dataFile?.name
  if (name === undefined) return undefined
  const found = findDataFile(name, entry.path, host)
  if (found.kind !== 'member') return undefined
  const { address, allocated } = found.member
  return { path: address, allocated }
}
