import { ByteCursor } from '../../bytes/cursor.ts'
import { guidText, NIL_GUID } from '../../bytes/guid.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { type GptCopy, readGptCopy } from './gpt-header.ts'
import { GPT_TYPES } from './gpt-types.ts'
import { checkEnd } from './mbr-table.ts'
import type { GptHeader, Partition, PartitionFault, PartitionTable } from './types.ts'

const LEGACY_BOOTABLE = 4n
/** In a header. */
const OTHER_SECTOR = 32
/** In an entry. */
const FIRST_SECTOR = 32
const LAST_SECTOR = 40
const MAX_PLACE = BigInt(Number.MAX_SAFE_INTEGER)
const NAME_SIZE = 72

/**
 * The table of a GPT disk: of the header in sector 1, or of its copy at the end where that one is
 * damaged. Undefined when neither can be used.
 */
export function readGptTable(source: ByteSource, sectorSize: number): PartitionTable | undefined {
  const primary = readGptCopy(source, sectorSize, sectorSize)
  const last = Math.floor(source.size / sectorSize) - 1
  const copyAt = isCopy(primary) ? placeOf(primary.otherSector, sectorSize) : undefined
  // A sector that no disk has is no place to look at: the copy is at the end, if anywhere.
  const backup = readGptCopy(source, copyAt ?? last * sectorSize, sectorSize)
  const used = isCopy(primary) ? primary : isCopy(backup) ? backup : undefined
  if (used === undefined) return undefined
  const faults = [...headerFaults(primary, 'header'), ...headerFaults(backup, 'backup')]
  if (isCopy(primary) && copyAt === undefined) {
    const at = sectorSize + OTHER_SECTOR
    faults.push(beyond('backup-beyond-numbers', 'gpt', at, primary.otherSector))
  }
  const partitions = partitionsOf(used, sectorSize, faults)
  for (const one of partitions) checkEnd(source, one, faults)
  const headers = { primary: headerOf(primary), backup: headerOf(backup) }
  return { scheme: 'gpt', diskId: used.diskId, sectorSize, partitions, ...headers, faults }
}

function isCopy(read: GptCopy | GptHeader): read is GptCopy {
  return 'entries' in read
}

function headerOf(read: GptCopy | GptHeader): GptHeader {
  return isCopy(read) ? read.header : read
}

function headerFaults(
  read: GptCopy | GptHeader,
  reason: 'header' | 'backup',
): readonly PartitionFault[] {
  const { offset, state } = headerOf(read)
  if (state === 'sound') return []
  const what = reason === 'header' ? 'gpt' : 'gpt.backup'
  return [
    {
      ...faultOf('invalid', what, offset, says('a header with right checksums'), says(state)),
      reason,
    },
  ]
}

function placeOf(sector: bigint, sectorSize: number): number | undefined {
  const place = sector * BigInt(sectorSize)
  return place > MAX_PLACE ? undefined : Number(place)
}

function beyond(
  reason: 'partition-beyond-numbers' | 'backup-beyond-numbers',
  what: FaultPlace,
  offset: number,
  sector: bigint,
): PartitionFault {
  return {
    ...faultOf(
      'limit',
      what,
      offset,
      says('a place below 2^53'),
      says('sector {{n}}', { n: sector }),
    ),
    reason,
  }
}

function partitionsOf(
  { entries, entrySize, entriesOffset }: GptCopy,
  sectorSize: number,
  faults: PartitionFault[],
): readonly Partition[] {
  const found: Partition[] = []
  for (let at = 0; at + entrySize <= entries.length; at += entrySize) {
    const entry = new ByteCursor(entries.subarray(at, at + entrySize), 'gpt.entry')
    const partition = partitionOf(entry, at / entrySize + 1, sectorSize)
    if (partition === undefined) continue
    found.push(partition)
    if (partition.start !== undefined) continue
    faults.push(placeFault(entry, partition.number, entriesOffset + at, sectorSize))
  }
  return found
}

/** Of the entry at `offset`: names the one of its two sectors that is too large. */
function placeFault(
  entry: ByteCursor,
  number: number,
  offset: number,
  sectorSize: number,
): PartitionFault {
  const first = entry.seek(FIRST_SECTOR).u64Le()
  const isFirst = placeOf(first, sectorSize) === undefined
  const sector = isFirst ? first : entry.seek(LAST_SECTOR).u64Le()
  const at = offset + (isFirst ? FIRST_SECTOR : LAST_SECTOR)
  return beyond('partition-beyond-numbers', `partition ${number}`, at, sector)
}

function partitionOf(entry: ByteCursor, number: number, sectorSize: number): Partition | undefined {
  const type = guidText(entry.borrowBytes(16))
  if (type === NIL_GUID) return undefined
  const guid = guidText(entry.borrowBytes(16))
  const place = extentOf(entry.u64Le(), entry.u64Le(), sectorSize)
  const attributes = entry.u64Le()
  const label = decodeUtf16(entry.borrowBytes(NAME_SIZE), true)
  const typeName = GPT_TYPES[type]
  return {
    number,
    ...place,
    type,
    ...(typeName !== undefined && { typeName }),
    bootable: (attributes & LEGACY_BOOTABLE) !== 0n,
    label,
    guid,
    attributes,
  }
}

/** Nothing where it would end beyond what a number holds exactly. */
function extentOf(
  first: bigint,
  last: bigint,
  sectorSize: number,
): Pick<Partition, 'start' | 'size'> {
  const start = placeOf(first, sectorSize)
  const end = placeOf(last + 1n, sectorSize)
  if (start === undefined || end === undefined) return {}
  return { start, size: Math.max(0, end - start) }
}
