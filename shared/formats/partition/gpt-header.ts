import { crc32 } from '../../bytes/crc.ts'
import { ByteCursor } from '../../bytes/cursor.ts'
import { guidText } from '../../bytes/guid.ts'
import type { ByteSource } from '../../bytes/source.ts'
import type { GptHeader } from './types.ts'

const SIGNATURE = 'EFI PART'
const MIN_HEADER_SIZE = 92
const MIN_ENTRY_SIZE = 128
/** Bytes of all entries; the usual 128 entries take 16 KiB. */
const MAX_ENTRIES_SIZE = 1024 * 1024
const CHECKSUM_OFFSET = 16

/** What a header says, and its entries. Places in sectors where it says so. */
export interface GptCopy {
  readonly header: GptHeader
  readonly diskId: string
  /** Sector of the other header. */
  readonly otherSector: bigint
  readonly entrySize: number
  /** Bytes from the start of the disk. */
  readonly entriesOffset: number
  readonly entries: Uint8Array
}

/** Reads the header at `offset` and its entries (UEFI specification, 5.3.2). */
export function readGptCopy(
  source: ByteSource,
  offset: number,
  sectorSize: number,
): GptCopy | GptHeader {
  const sector = bytesAt(source, offset, sectorSize)
  if (sector === undefined) return { offset, state: 'missing' }
  const cursor = new ByteCursor(sector, 'gpt', offset)
  if (cursor.text(SIGNATURE.length) !== SIGNATURE) return { offset, state: 'missing' }
  const headerSize = cursor.skip(4).u32Le()
  const checksum = cursor.u32Le()
  const otherSector = cursor.skip(12).u64Le()
  const diskId = guidText(cursor.skip(16).borrowBytes(16))
  const entriesSector = cursor.u64Le()
  const count = cursor.u32Le()
  const entrySize = cursor.u32Le()
  const entriesChecksum = cursor.u32Le()
  const sized = headerSize >= MIN_HEADER_SIZE && headerSize <= sectorSize
  const sound = sized && crc32(sector.subarray(0, headerSize), CHECKSUM_OFFSET, 4) === checksum
  const entries = sound
    ? entriesAt(source, entriesSector * BigInt(sectorSize), count, entrySize)
    : undefined
  if (entries === undefined || crc32(entries) !== entriesChecksum) {
    return { offset, state: 'damaged' }
  }
  const entriesOffset = Number(entriesSector) * sectorSize
  const header = { offset, state: 'sound' } as const
  return { header, diskId, otherSector, entrySize, entriesOffset, entries }
}

function entriesAt(
  source: ByteSource,
  offset: bigint,
  count: number,
  entrySize: number,
): Uint8Array | undefined {
  if (entrySize < MIN_ENTRY_SIZE || count * entrySize > MAX_ENTRIES_SIZE) return undefined
  if (offset > BigInt(source.size)) return undefined
  return bytesAt(source, Number(offset), count * entrySize)
}

function bytesAt(source: ByteSource, offset: number, length: number): Uint8Array | undefined {
  if (offset < 0 || offset + length > source.size) return undefined
  const bytes = new Uint8Array(length)
  return source.read(bytes, offset) === length ? bytes : undefined
}
