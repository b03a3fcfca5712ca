import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { errorOf, faultOf } from '../disk/fault.ts'
import type { LuksHeader, LuksKeySlot } from './types.ts'

/** Bytes of a version 1 header with its key slots (LUKS on-disk format, phdr). */
export const LUKS_HEADER_SIZE = 592
const MAGIC = [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]
const SLOT_COUNT = 8
export const SLOT_ACTIVE = 0x00ac71f3
export const SLOT_DISABLED = 0x0000dead

/** Whether the bytes begin with the LUKS magic, of any version. */
export function isLuks(bytes: Uint8Array): boolean {
  return MAGIC.every((value, index) => bytes[index] === value)
}

/**
 * Reads the 592 bytes of a version 1 header; `base` is where they are in the file. Throws
 * `FormatError` for another magic or version and when the bytes end first.
 */
export function readLuksHeader(bytes: Uint8Array, base: number): LuksHeader {
  const cursor = new ByteCursor(bytes, 'luks', base)
  if (!isLuks(cursor.borrowBytes(MAGIC.length))) {
    throw new FormatError(
      'invalid',
      'luks.magic',
      base,
      quote('LUKS\\xba\\xbe'),
      says('other bytes'),
      says('Volume is not in LUKS format'),
    )
  }
  const version = cursor.u16Be()
  if (version !== 1) throw errorOf(luksVersionFault(version, base))
  return readFields(cursor, version)
}

/** qemu and OpenStack know version 1 only. */
export function luksVersionFault(version: number, base: number): Fault {
  const offset = base + MAGIC.length
  const message = says('LUKS version {{n}} is not supported', { n: version })
  return faultOf('unsupported', 'luks.version', offset, 1, version, message)
}

function readFields(cursor: ByteCursor, version: number): LuksHeader {
  const cipherName = cursor.cString(32)
  const cipherMode = cursor.cString(32)
  const hash = cursor.cString(32)
  const payloadOffset = cursor.u32Be() * SECTOR_SIZE
  const masterKeyBytes = cursor.u32Be()
  // The digest of the master key (20 bytes) and its salt (32) say nothing without a passphrase.
  cursor.skip(20 + 32)
  const masterKeyIterations = cursor.u32Be()
  const uuid = cursor.cString(40)
  const slots = Array.from({ length: SLOT_COUNT }, () => readSlot(cursor))
  return {
    version,
    cipherName,
    cipherMode,
    hash,
    payloadOffset,
    masterKeyBytes,
    masterKeyIterations,
    uuid,
    slots,
  }
}

function readSlot(cursor: ByteCursor): LuksKeySlot {
  const state = cursor.u32Be()
  const iterations = cursor.u32Be()
  cursor.skip(32) // salt
  const keyOffset = cursor.u32Be() * SECTOR_SIZE
  const stripes = cursor.u32Be()
  return { active: state === SLOT_ACTIVE, state, iterations, keyOffset, stripes }
}
