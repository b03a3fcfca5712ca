import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'
import { checkDirectory } from './rules.ts'

const MAGIC = 0xcafebaben
const VERSION = 0x2_0000_0001n
const VOLATILE_MAGIC = 0xcafecafen
const DIRECTORY_SIZE = 136
/** Where the bytes of each header begin of which qemu wants that they are 0. */
const PADDING = 208
const VOLATILE_PADDING = 32
/** Sectors: the only sizes that qemu reads, and that ESX writes. */
const GRAIN_SECTORS = 8
const TABLE_SECTORS = 64
const ENTRY_BYTES = 8

/** The header of a space-efficient sparse extent. Bytes, but for `capacity` and the entries. */
export interface SeSparseHeader {
  /** Sectors. */
  readonly capacity: number
  readonly grainSize: number
  readonly tableEntries: number
  readonly directoryOffset: number
  readonly directoryEntries: number
  /** Where the tables and the grains begin, by whose numbers entries count. */
  readonly tablesOffset: number
  readonly grainsOffset: number
}

/** Whether a file begins as such an extent does. */
export function isSeSparse(source: ByteSource): boolean {
  if (source.size < SECTOR_SIZE) return false
  return readBytes(source, 0, 4, 'vmdk', 4).every(
    (byte, at) => byte === [0xbe, 0xba, 0xfe, 0xca][at],
  )
}

/**
 * Reads the header of a space-efficient sparse extent, which ESX writes from version 6.5 on, and
 * checks it in qemu's order (block/vmdk.c, `vmdk_open_se_sparse`). Throws `FormatError`; `unsupported`
 * also where a journal has to be replayed first.
 */
export function readSeSparseHeader(source: ByteSource): SeSparseHeader {
  const cursor = sectorAt(source, 0)
  want(cursor, 'vmdk.magic', MAGIC, 'Bad const header magic')
  want(cursor, 'vmdk.version', VERSION, 'Unsupported version')
  const capacity = cursor.safeU64Le('vmdk.capacity')
  want(cursor, 'vmdk.grain_size', BigInt(GRAIN_SECTORS), 'Unsupported grain size')
  want(cursor, 'vmdk.grain_table_size', BigInt(TABLE_SECTORS), 'Unsupported grain table size')
  want(cursor, 'vmdk.flags', 0n, 'Unsupported flags')
  for (let field = 1; field <= 4; field += 1) {
    want(cursor, `vmdk.reserved${field}`, 0n, 'Unsupported reserved bits')
  }
  const volatileSector = cursor.safeU64Le('vmdk.volatile_header_offset')
  const directoryOffset = sectors(cursor.seek(128), 'vmdk.grain_dir_offset')
  const directorySize = sectors(cursor, 'vmdk.grain_dir_size')
  const tablesOffset = sectors(cursor, 'vmdk.grain_tables_offset')
  const grainsOffset = sectors(cursor.seek(192), 'vmdk.grains_offset')
  wantZeros(cursor, PADDING)
  checkVolatile(sectorAt(source, volatileSector * SECTOR_SIZE))
  checkDirectory(directorySize / ENTRY_BYTES, 'grain_dir_size', DIRECTORY_SIZE)
  return {
    capacity,
    grainSize: GRAIN_SECTORS * SECTOR_SIZE,
    tableEntries: (TABLE_SECTORS * SECTOR_SIZE) / ENTRY_BYTES,
    directoryOffset,
    directoryEntries: directorySize / ENTRY_BYTES,
    tablesOffset,
    grainsOffset,
  }
}

/** The part that changes while the disk is used. */
function checkVolatile(cursor: ByteCursor): void {
  want(cursor, 'vmdk.volatile_magic', VOLATILE_MAGIC, 'Bad volatile header magic')
  cursor.seek(24)
  const at = cursor.fileOffset
  const replay = cursor.u64Le()
  if (replay !== 0n) {
    const message = says('Image is corrupted, Replaying journal not supported')
    throw new FormatError('unsupported', 'vmdk.replay_journal', at, 0, replay, message)
  }
  wantZeros(cursor, VOLATILE_PADDING)
}

function sectorAt(source: ByteSource, offset: number): ByteCursor {
  return new ByteCursor(readBytes(source, offset, SECTOR_SIZE, 'vmdk', SECTOR_SIZE), 'vmdk', offset)
}

function sectors(cursor: ByteCursor, field: FaultPlace): number {
  const at = cursor.fileOffset
  const value = cursor.safeU64Le(field) * SECTOR_SIZE
  if (Number.isSafeInteger(value)) return value
  throw new FormatError('limit', field, at, says('at most 2^53 bytes'), value)
}

type Complaint =
  | 'Bad const header magic'
  | 'Bad volatile header magic'
  | 'Unsupported version'
  | 'Unsupported grain size'
  | 'Unsupported grain table size'
  | 'Unsupported flags'
  | 'Unsupported reserved bits'

function want(cursor: ByteCursor, field: FaultPlace, value: bigint, complaint: Complaint): void {
  const at = cursor.fileOffset
  const found = cursor.u64Le()
  if (found === value) return
  throw new FormatError(
    'unsupported',
    field,
    at,
    value,
    found,
    says(`${complaint}: {{n}}`, { n: found }),
  )
}

function wantZeros(cursor: ByteCursor, from: number): void {
  cursor.seek(from)
  const at = cursor.fileOffset
  if (cursor.borrowBytes(cursor.remaining).every((byte) => byte === 0)) return
  const message = says('Unsupported non-zero header padding')
  throw new FormatError(
    'unsupported',
    'vmdk.padding',
    at,
    says('zeros'),
    says('other bytes'),
    message,
  )
}
