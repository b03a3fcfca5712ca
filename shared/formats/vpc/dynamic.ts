import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError } from '../../bytes/errors.ts'
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
  const { dataOffset } = footer
  const offset = dataOffset > BigInt(window.source.size) ? window.source.size : Number(dataOffset)
  const bytes = bytesAt(window, offset, HEADER_SIZE, 'vpc.dynamic', HEADER_SIZE)
  const cursor = new ByteCursor(bytes, 'vpc.dynamic', offset)
  if (cursor.text(8) !== COOKIE) {
    const message = 'invalid VPC image'
    throw new FormatError('invalid', 'vpc.dynamic.cookie', offset, COOKIE, 'other bytes', message)
  }
  const tableOffset = cursor.seek(16).safeU64Be('vpc.table_offset')
  const tableEntries = cursor.skip(4).u32Be()
  const blockSize = cursor.u32Be()
  checkBlocks(offset, { blockSize, tableEntries }, footer.virtualSize)
  const header = { tableOffset, tableEntries, blockSize }
  const fault = checksumFault(bytes, DYNAMIC_CHECKSUM, 'vpc.dynamic', offset)
  const found = fault === undefined ? {} : { fault }
  if (footer.details.diskType !== 'differencing') return { header, ...found }
  return { header: { ...header, parent: readVpcParent(window, cursor) }, ...found }
}

function checkBlocks(
  base: number,
  { blockSize, tableEntries }: Pick<VpcDynamicHeader, 'blockSize' | 'tableEntries'>,
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
