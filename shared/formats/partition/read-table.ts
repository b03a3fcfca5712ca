import type { HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { isFileSystemBootSector } from './boot-sector.ts'
import { readGptTable } from './gpt-table.ts'
import { readMbrTable } from './mbr-table.ts'
import { partitionTable } from './partition.ts'
import type { PartitionTable } from './types.ts'

/** A GPT begins at sector 1, of whatever size the sectors are (UEFI specification, 5.3.1). */
export const SECTOR_SIZES: readonly number[] = [512, 4096]

/**
 * The partitions of a disk, for whom looks at it closer than a scan does. A disk whose MBR promises a
 * GPT that is not there has the MBR's entries. Undefined when there is no table.
 */
export function readPartitions(window: HeadWindow): PartitionTable | undefined {
  const { source, head } = window
  const scheme = partitionTable(head)
  if (scheme === undefined || isFileSystemBootSector(head)) return undefined
  if (scheme === 'gpt') {
    for (const sectorSize of SECTOR_SIZES) {
      const table = readGptTable(source, sectorSize)
      if (table !== undefined) return table
    }
  }
  const table = readMbrTable(source, head.subarray(0, 512))
  if (scheme === 'mbr') return table
  const fault = faultOf('invalid', 'gpt', 512, says('a header with right checksums'), says('none'))
  const missing = { ...fault, reason: 'header' } as const
  return { ...table, faults: [missing, ...table.faults] }
}
