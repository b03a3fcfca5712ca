import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { EntryTableShape } from '../disk/entry-table.ts'
import { BAT_ENTRY_BYTES, isExtended, PARALLELS_HEADER_SIZE, type Parallels } from './parallels.ts'

/** The block allocation table, which gives each of the disk's clusters a place in the file. */
interface BlockTable {
  readonly shape: EntryTableShape
  /** Bytes that an entry counts in: sectors in the older format and clusters in the extended one. */
  readonly scale: number
}

export function blockTableOf({ summary, parallels: { header } }: Parallels): BlockTable {
  return {
    shape: {
      what: 'block allocation table',
      offset: PARALLELS_HEADER_SIZE,
      count: header.batEntries,
      entryBytes: BAT_ENTRY_BYTES,
      littleEndian: true,
    },
    scale: isExtended(header) ? summary.clusterSize : SECTOR_SIZE,
  }
}
