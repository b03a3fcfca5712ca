import { ByteCursor } from '../../bytes/cursor.ts'
import { guidText, NIL_GUID } from '../../bytes/guid.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import { faultOf } from '../disk/fault.ts'
import { type GptCopy, readGptCopy } from './gpt-header.ts'
import { GPT_TYPES } from './gpt-types.ts'
import { checkEnd } from './mbr-table.ts'
import type { GptHeader, Partition, PartitionFault, PartitionTable } from './types.ts'

const LEGACY_BOOTABLE = 4n
const NAME_SIZE = 72

/**
 * The table of a GPT disk: of the header in sector 1, or of its copy at the end where that one is
 * damaged. Undefined when neither can be used.
 */
export function readGptTable(source: ByteSource, sectorSize: number): PartitionTable | undefined {
  const primary = readGptCopy(source, sectorSize, sectorSize)
  const last = Math.floor(source.size / sectorSize) - 1
  const backupSector = isCopy(primary) ? Number(primary.otherSector) : last
  const backup = readGptCopy(source, backupSector * sectorSize, sectorSize)
  const used = isCopy(primary) ? primary : isCopy(backup) ? backup : undefined
  if (used === undefined) return undefined
  const faults = [...headerFaults(primary, 'header'), ...headerFaults(backup, 'backup')]
  const partitions = partitionsOf(used, sectorSize)
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
  return [{ ...faultOf('invalid', what, offset, 'a header with right checksums', state), reason }]
}

function partitionsOf({ entries, entrySize }: GptCopy, sectorSize: number): readonly Partition[] {
  const found: Partition[] = []
  for (let at = 0; at + entrySize <= entries.length; at += entrySize) {
    const entry = new ByteCursor(entries.subarray(at, at + entrySize), 'gpt.entry')
    const partition = partitionOf(entry, at / entrySize + 1, sectorSize)
    if (partition !== undefined) found.push(partition)
  }
  return found
}

function partitionOf(entry: ByteCursor, number: number, sectorSize: number): Partition | undefined {
  const type = guidText(entry.borrowBytes(16))
  if (type === NIL_GUID) return undefined
  const guid = guidText(entry.borrowBytes(16))
  const first = Number(entry.u64Le())
  const last = Number(entry.u64Le())
  const attributes = entry.u64Le()
  const label = decodeUtf16(entry.borrowBytes(NAME_SIZE), true)
  const typeName = GPT_TYPES[type]
  return {
    number,
    start: first * sectorSize,
    size: Math.max(0, last - first + 1) * sectorSize,
    type,
    ...(typeName !== undefined && { typeName }),
    bootable: (attributes & LEGACY_BOOTABLE) !== 0n,
    label,
    guid,
    attributes,
  }
}
