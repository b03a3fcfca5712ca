import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { type Phrase, says } from '../../phrases/phrase.ts'
import type { VmdkCowdHeader, VmdkSparseHeader } from './types.ts'

/** qemu's bound on a grain: 1 GiB. */
const MAX_GRAIN_SIZE = 0x200000 * SECTOR_SIZE
const MAX_TABLE_ENTRIES = 512
/** qemu's bound on the entries of a grain directory. */
const MAX_DIRECTORY_ENTRIES = 32 * 1024 * 1024

/** Sectors that one entry of the grain directory stands for. */
export function sectorsPerTable({ tableEntries, grainSize }: VmdkSparseHeader): number {
  return tableEntries * (grainSize / SECTOR_SIZE)
}

/** `base` is where the header stands in the file. Throws in qemu's words. */
export function checkTables(header: VmdkSparseHeader, base: number): void {
  const { tableEntries } = header
  if (tableEntries > MAX_TABLE_ENTRIES) {
    const message = says('L2 table size too big')
    throw wrong(
      'limit',
      'table_entries',
      base + 44,
      says('at most {{n}}', { n: MAX_TABLE_ENTRIES }),
      tableEntries,
      message,
    )
  }
  const perTable = sectorsPerTable(header)
  if (perTable !== 0) return
  const message = says('L1 entry size is invalid')
  throw wrong(
    'invalid',
    'grain_size',
    base + 20,
    says('at least {{n}}', { n: 1 }),
    perTable,
    message,
  )
}

/** Throws `FormatError` for the grains of a sparse extent whose header begins at byte `base`. */
export function checkGrains(header: VmdkSparseHeader, base: number): void {
  const { capacity, grainSize } = header
  checkGrainSize(grainSize, base + 20)
  if (Math.ceil(capacity / sectorsPerTable(header)) <= MAX_DIRECTORY_ENTRIES) return
  throw wrong(
    'limit',
    'capacity',
    base + 12,
    says('at most 2^25 tables'),
    capacity,
    says('L1 size too big'),
  )
}

/** The header of an ESX extent. */
export function checkCowd({ grainSize, directoryEntries }: VmdkCowdHeader): void {
  checkGrainSize(grainSize, 16)
  checkDirectory(directoryEntries, 'gd_size', 24)
}

/** The entries of a grain directory, whose size a field at `at` holds. */
export function checkDirectory(entries: number, field: string, at: number): void {
  if (entries <= MAX_DIRECTORY_ENTRIES) return
  throw wrong('limit', field, at, says('at most 2^25 entries'), entries, says('L1 size too big'))
}

function checkGrainSize(grainSize: number, at: number): void {
  if (grainSize <= MAX_GRAIN_SIZE) return
  const message = says('Invalid granularity, image may be corrupt')
  throw wrong('limit', 'grain_size', at, says('at most {{n}} GiB', { n: 1 }), grainSize, message)
}

function wrong(
  code: 'limit' | 'invalid',
  field: string,
  at: number,
  expected: Phrase,
  found: number,
  message: Phrase,
): FormatError {
  return new FormatError(code, `vmdk.${field}`, at, expected, found, message)
}
