import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, type FaultCode, FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
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
  if (cursor.text(8) !== COOKIE) throw badMagic('invalid', offset, says('other bytes'))
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
    throw badMagic('truncated', source.size, says('the end at {{at}}', { at: source.size }))
  }
  const bytes = bytesAt({ source, head }, offset, HEADER_SIZE, 'vpc.dynamic', HEADER_SIZE)
  return new ByteCursor(bytes, 'vpc.dynamic', offset)
}

function badMagic(code: FaultCode, offset: number, found: Phrase): FormatError {
  const message = says('Invalid header magic')
  return new FormatError(code, 'vpc.dynamic.cookie', offset, quote(COOKIE), found, message)
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
  const expected = says('a block table that ends by {{at}}', { at: size })
  const message = says(
    'block-vpc: free_data_block_offset points after the end of file. The image has been truncated.',
  )
  throw new FormatError(
    'truncated',
    'vpc.table_offset',
    base + 16,
    expected,
    says('{{at}}', { at: end }),
    message,
  )
}

function checkBlocks(
  base: number,
  { blockSize, tableEntries }: VpcDynamicHeader,
  size: number,
): void {
  const wrong = (field: string, at: number, expected: Phrase, message: Phrase): FormatError =>
    new FormatError('invalid', `vpc.${field}`, base + at, expected, foundText, message)
  const foundText = says('{{n}} entries for blocks of {{n2}}', { n: tableEntries, n2: blockSize })
  if (blockSize < SECTOR_SIZE || !Number.isInteger(Math.log2(blockSize))) {
    const message = says('Invalid block size {{n}}', { n: blockSize })
    throw wrong('block_size', 32, says('a power of two from {{n}} on', { n: SECTOR_SIZE }), message)
  }
  if (blockSize * tableEntries < size) {
    throw wrong(
      'max_table_entries',
      28,
      says('entries for {{bytes}} bytes', { bytes: size }),
      says('Page table too small'),
    )
  }
  if (tableEntries > MAX_ENTRIES) {
    const message = says('Max Table Entries too large ({{n}})', { n: tableEntries | 0 })
    throw wrong('max_table_entries', 28, says('at most {{n}}', { n: MAX_ENTRIES }), message)
  }
}
