import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE, safeNumber } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { BackingReference, ImageSummary } from '../types.ts'

const MAX_BACKING_NAME_SIZE = 1023

/**
 * Reads a version 1 header (qemu, block/qcow.c): the magic of qcow2, another layout. Faults are in
 * qemu's order and words.
 */
export function readQcow(window: HeadWindow): ImageSummary {
  const cursor = new ByteCursor(window.head, 'qcow')
  const backingOffset = cursor.seek(8).u64Be()
  const backingSize = cursor.u32Be()
  const size = cursor.skip(4).u64Be()
  const clusterBits = cursor.u8()
  const l2Bits = cursor.u8()
  const cryptMethod = cursor.skip(2).u32Be()
  if (size <= 1n) fail('size', 24, size, 'Image size is too small (must be at least 2 bytes)')
  if (clusterBits < 9 || clusterBits > 16) {
    fail('cluster_bits', 32, clusterBits, 'Cluster size must be between 512 and 64k')
  }
  if (l2Bits < 6 || l2Bits > 13) {
    fail('l2_bits', 33, l2Bits, 'L2 table size must be between 512 and 64k')
  }
  if (cryptMethod > 1)
    fail('crypt_method', 36, cryptMethod, 'invalid encryption method in qcow header')
  const backing = readBacking(window, backingOffset, backingSize)
  return {
    format: 'qcow',
    virtualSize: safeNumber(size, 'qcow.size', 24) - Number(size % BigInt(SECTOR_SIZE)),
    clusterSize: 2 ** clusterBits,
    ...(backing !== undefined && { backing }),
    ...(cryptMethod === 1 && { encryption: 'aes' as const }),
  }
}

function readBacking(window: HeadWindow, at: bigint, size: number): BackingReference | undefined {
  if (at === 0n) return undefined
  if (size > MAX_BACKING_NAME_SIZE) {
    fail('backing_file_size', 16, size, 'Backing file name too long')
  }
  const offset = safeNumber(at, 'qcow.backing_file_offset', 8)
  const bytes = bytesAt(window, offset, size, 'qcow.backing_file_name', MAX_BACKING_NAME_SIZE)
  const name = new ByteCursor(bytes, 'qcow.backing_file_name', offset).cString(size)
  return name === '' ? undefined : { name }
}

function fail(field: string, offset: number, found: number | bigint, message: string): never {
  throw new FormatError('invalid', `qcow.${field}`, offset, 'a legal value', String(found), message)
}
