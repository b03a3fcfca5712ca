import { crc32c } from '../../bytes/crc.ts'
import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { guidText } from '../../bytes/guid.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { VhdxHeader } from './types.ts'

const KIB = 1024
const OFFSETS: readonly number[] = [64 * KIB, 128 * KIB]
/** The checksum covers all of it, reserved bytes too. */
const HEADER_SIZE = 4 * KIB
const SIGNATURE = 'head'
const VERSION = 1
const CHECKSUM_OFFSET = 4

export interface VhdxHeaders {
  readonly headers: readonly VhdxHeader[]
  readonly current: VhdxHeader
}

interface Read {
  readonly header: VhdxHeader
  readonly valid: boolean
  readonly bytes: Uint8Array
}

/** Both headers, of which a writer replaces one after the other (MS-VHDX, 2.2.2.1). */
export function readVhdxHeaders(source: ByteSource): VhdxHeaders {
  const read = OFFSETS.map((offset) => readHeader(source, offset))
  const current = currentOf(read)
  if (current === undefined) {
    const message = says('No valid VHDX header found')
    const found = says('none, or two that differ')
    throw new FormatError(
      'invalid',
      'vhdx.header',
      64 * KIB,
      says('a newest header'),
      found,
      message,
    )
  }
  const headers = read.map(({ header, valid }) =>
    header === current ? asCurrent(header) : { ...header, state: valid ? 'older' : 'damaged' },
  ) satisfies readonly VhdxHeader[]
  return { headers, current: asCurrent(current) }
}

function asCurrent(header: VhdxHeader): VhdxHeader {
  return { ...header, state: 'current' }
}

/** Two headers of one number are only taken when they are the same: Disk2VHD writes such. */
function currentOf(read: readonly Read[]): VhdxHeader | undefined {
  const [first, second] = read.filter(({ valid }) => valid)
  if (first === undefined || second === undefined) return first?.header
  const a = first.header.sequenceNumber
  const b = second.header.sequenceNumber
  if (a !== b) return a > b ? first.header : second.header
  const same = first.bytes.every((byte, index) => byte === second.bytes[index])
  return same ? first.header : undefined
}

function readHeader(source: ByteSource, offset: number): Read {
  const bytes = readBytes(source, offset, HEADER_SIZE, 'vhdx.header', HEADER_SIZE)
  const cursor = new ByteCursor(bytes, 'vhdx.header', offset)
  const signature = cursor.text(SIGNATURE.length)
  const checksum = cursor.u32Le()
  const header = {
    offset,
    state: 'damaged',
    sequenceNumber: cursor.u64Le(),
    fileWriteGuid: guidText(cursor.borrowBytes(16)),
    dataWriteGuid: guidText(cursor.borrowBytes(16)),
    logGuid: guidText(cursor.borrowBytes(16)),
    logVersion: cursor.u16Le(),
    version: cursor.u16Le(),
    logLength: cursor.u32Le(),
    logOffset: cursor.u64Le(),
  } as const
  const sound = signature === SIGNATURE && header.version === VERSION
  return { header, bytes, valid: sound && crc32c(bytes, CHECKSUM_OFFSET, 4) === checksum }
}
