import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, type FaultCode, FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { checksumFault, DYNAMIC_CHECKSUM } from './checksum.ts'
import type { VpcFooter } from './footer.ts'
import { readVpcParent } from './parent.ts'
import type { VpcDynamicHeader } from './types.ts'

const COOKIE = 'cxsparse'
const HEADER_SIZE = 1024
/** qemu's bound on the entries of a block table. */
const MAX_ENTRIES = 0x1fffffff

export interface VpcDynamic {
  readonly header: VpcDynamicHeader
  /** Of a checksum that qemu does not look at. */
  readonly fault?: Fault
}

/** The header to which a footer leads. Throws `FormatError` in qemu's order and words. */
export function readDynamicHeader(window: HeadWindow, footer: VpcFooter): VpcDynamic {
  const cursor = headerCursor(window, footer)
  const offset = cursor.fileOffset
  if (cursor.text(8) !== COOKIE) throw badMagic('invalid', offset, 'other bytes')
  const tableOffset = cursor.seek(16).safeU64Be('vpc.table_offset')
  const tableEntries = cursor.skip(4).u32Be()
  const blockSize = cursor.u32Be()
  const header = { tableOffset, tableEntries, blockSize }
  checkBlocks(offset, header, footer.virtualSize)
  checkTable(offset, header, window.source.size)
  const bytes = cursor.seek(0).borrowBytes(HEADER_SIZE)
  const fault = checksumFault(bytes, DYNAMIC_CHECKSUM, 'vpc.dynamic', offset)
  const found = fault === undefined ? {} : { fault }
  if (footer.details.diskType !== 'differencing') return { header, ...found }
  return { header: { ...header, parent: readVpcParent(window, cursor) }, ...found }
}

function headerCursor({ source, head }: HeadWindow, { dataOffset }: VpcFooter): ByteCursor {
  const offset = Number(dataOffset)
  if (offset + HEADER_SIZE > source.size) {
    throw badMagic('truncated', source.size, `the end at ${source.size}`)
  }
  const bytes = bytesAt({ source, head }, offset, HEADER_SIZE, 'vpc.dynamic', HEADER_SIZE)
  return new ByteCursor(bytes, 'vpc.dynamic', offset)
}

function badMagic(code: FaultCode, offset: number, found: string): FormatError {
  const message = 'Invalid header magic'
  return new FormatError(code, 'vpc.dynamic.cookie', offset, COOKIE, found, message)
}

/** qemu looks for the blocks as well; a scan does not read their table. */
function checkTable(
  base: number,
  { tableOffset, tableEntries }: VpcDynamicHeader,
  size: number,
): void {
  // QEMU rounds both ends to sectors; of a table that is cut it reads zeros for entries, and refuses these.
  const end = tableOffset + tableEntries * 4
  if (end <= size) return
  const expected = `a block table that ends by ${size}`
  const message =
    'block-vpc: free_data_block_offset points after the end of file. The image has been truncated.'
  throw new FormatError('truncated', 'vpc.table_offset', base + 16, expected, `${end}`, message)
}

function checkBlocks(
  base: number,
  { blockSize, tableEntries }: VpcDynamicHeader,
  size: number,
): void {
  const wrong = (field: string, at: number, expected: string, message: string): FormatError =>
    new FormatError('invalid', `vpc.${field}`, base + at, expected, foundText, message)
  const foundText = `${tableEntries} entries for blocks of ${blockSize}`
  if (blockSize < SECTOR_SIZE || !Number.isInteger(Math.log2(blockSize))) {
    const message = `Invalid block size ${blockSize}`
    throw wrong('block_size', 32, 'a power of two from 512 on', message)
  }
  if (blockSize * tableEntries < size) {
    throw wrong('max_table_entries', 28, `entries for ${size} bytes`, 'Page table too small')
  }
  if (tableEntries > MAX_ENTRIES) {
    const message = `Max Table Entries too large (${tableEntries | 0})`
    throw wrong('max_table_entries', 28, `at most ${MAX_ENTRIES}`, message)
  }
}
