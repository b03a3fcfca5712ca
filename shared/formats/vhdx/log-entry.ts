import { crc32c } from '../../bytes/crc.ts'
import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { guidText } from '../../bytes/guid.ts'
import { says } from '../../phrases/phrase.ts'

/** Bytes; everything in the log begins at one. */
export const LOG_SECTOR = 4096
const HEADER_SIZE = 64
const DESCRIPTOR_SIZE = 32
const SIGNATURE = [0x6c, 0x6f, 0x67, 0x65] // loge
const CHECKSUM_OFFSET = 4

export interface LogEntry {
  /** Its checksum is right. */
  readonly valid: boolean
  /** Bytes, header and data. */
  readonly length: number
  readonly sequenceNumber: bigint
}

/**
 * The entry that begins at `at` of the ring, undefined where there is none of this log (MS-VHDX,
 * 2.3.1). Throws `FormatError` for an entry whose descriptors contradict it: qemu gives up then.
 */
export function readLogEntry(
  log: Uint8Array,
  at: number,
  guid: string,
  base: number,
): LogEntry | undefined {
  if (!SIGNATURE.every((byte, index) => log[at + index] === byte)) return undefined
  const cursor = new ByteCursor(log.subarray(at, at + HEADER_SIZE), 'vhdx.log', base + at)
  const checksum = cursor.skip(4).u32Le()
  const length = cursor.u32Le()
  const sequenceNumber = cursor.skip(4).u64Le()
  const descriptors = cursor.u32Le()
  const ownGuid = guidText(cursor.skip(4).borrowBytes(16))
  const sized = length > 0 && length <= log.length && length % LOG_SECTOR === 0
  if (!sized || sequenceNumber === 0n || ownGuid !== guid) return undefined
  if (HEADER_SIZE + descriptors * DESCRIPTOR_SIZE > length) return undefined
  const bytes = ringSlice(log, at, length)
  for (let index = 0; index < descriptors; index += 1) {
    checkDescriptor(bytes, HEADER_SIZE + index * DESCRIPTOR_SIZE, sequenceNumber, base + at)
  }
  return { valid: crc32c(bytes, CHECKSUM_OFFSET, 4) === checksum, length, sequenceNumber }
}

function ringSlice(log: Uint8Array, at: number, length: number): Uint8Array {
  if (at + length <= log.length) return log.subarray(at, at + length)
  const bytes = new Uint8Array(length)
  bytes.set(log.subarray(at))
  bytes.set(log.subarray(0, at + length - log.length), log.length - at)
  return bytes
}

function checkDescriptor(bytes: Uint8Array, at: number, sequence: bigint, base: number): void {
  const cursor = new ByteCursor(bytes, 'vhdx.log', base).seek(at)
  const signature = cursor.text(4)
  const zeroLength = cursor.skip(4).u64Le()
  const fileOffset = cursor.u64Le()
  const ownSequence = cursor.u64Le()
  const sector = BigInt(LOG_SECTOR)
  const known = signature === 'desc' || (signature === 'zero' && zeroLength % sector === 0n)
  if (known && fileOffset % sector === 0n && ownSequence === sequence) return
  const expected = says('a descriptor of entry {{n}}', { n: sequence })
  throw new FormatError('invalid', 'vhdx.log', base + at, expected, says('another'))
}
