import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { readBytes } from '../../bytes/source.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'
import type { VpcDetails } from './types.ts'

export const VPC_FOOTER_SIZE = 512
const COOKIE = 'conectix'
const DYNAMIC_COOKIE = 'cxsparse'
const DYNAMIC_HEADER_SIZE = 1024
/** The largest geometry, 65535 cylinders of 16 heads of 255 sectors: the size is then in the footer. */
const CHS_MAX_SECTORS = 65_535 * 16 * 255
/** Creators whose images have the size of the footer, not of its geometry (qemu, block/vpc.c). */
const CREATORS_WITH_SIZE: readonly string[] = ['win ', 'qem2', 'd2v ', 'tap\0', 'CTXS']
const DISK_TYPES: Readonly<Record<number, VpcDetails['diskType']>> = {
  2: 'fixed',
  3: 'dynamic',
  4: 'differencing',
}

export interface Vpc {
  readonly summary: ImageSummary
  readonly vpc: VpcDetails
}

interface Footer extends VpcDetails {
  readonly dataOffset: bigint
  readonly virtualSize: number
}

/** A dynamic or differencing VHD: a copy of the footer is at the beginning. */
export function readVpc(window: HeadWindow): Vpc {
  const { diskType, creator, dataOffset, virtualSize } = readFooter(window.head, 0)
  const summary = { format: 'vpc', virtualSize } as const
  const vpc = { diskType, creator }
  if (diskType === 'fixed') return { summary, vpc }
  const clusterSize = readBlockSize(window, Number(dataOffset))
  return { summary: { ...summary, clusterSize }, vpc }
}

/**
 * The footer of a fixed VHD, which is a raw disk but for its last 512 bytes; undefined when they are
 * none. The checksum must be right: nothing else tells it from guest data.
 */
export function readFixedVpc(window: HeadWindow): Vpc | undefined {
  const offset = window.source.size - VPC_FOOTER_SIZE
  if (offset < 0) return undefined
  const bytes = readBytes(window.source, offset, VPC_FOOTER_SIZE, 'vpc.footer', VPC_FOOTER_SIZE)
  if (!isVpcFooter(bytes) || !hasValidChecksum(bytes)) return undefined
  const { diskType, creator, virtualSize } = readFooter(bytes, offset)
  if (diskType !== 'fixed') return undefined
  return { summary: { format: 'vpc', virtualSize }, vpc: { diskType, creator } }
}

export function isVpcFooter(bytes: Uint8Array): boolean {
  return bytes.length >= COOKIE.length && new ByteCursor(bytes, 'vpc').text(8) === COOKIE
}

function readFooter(bytes: Uint8Array, base: number): Footer {
  const cursor = new ByteCursor(bytes, 'vpc.footer', base)
  const dataOffset = cursor.seek(16).u64Be()
  const creator = cursor.seek(28).text(4)
  const size = cursor.seek(48).safeU64Be('vpc.current_size')
  const sectors = cursor.u16Be() * cursor.u8() * cursor.u8()
  const diskType = DISK_TYPES[cursor.u32Be()] ?? 'unknown'
  const bySize = CREATORS_WITH_SIZE.includes(creator) || sectors === CHS_MAX_SECTORS
  const virtualSize = bySize ? size - (size % SECTOR_SIZE) : sectors * SECTOR_SIZE
  return { dataOffset, creator, diskType, virtualSize }
}

/** One's complement of the sum of all bytes but the checksum's own (VHD specification). */
function hasValidChecksum(bytes: Uint8Array): boolean {
  const stored = new ByteCursor(bytes, 'vpc.footer').seek(64).u32Be()
  let sum = 0
  for (let at = 0; at < VPC_FOOTER_SIZE; at += 1) {
    if (at < 64 || at >= 68) sum += bytes[at] ?? 0
  }
  return ~sum >>> 0 === stored
}

function readBlockSize(window: HeadWindow, offset: number): number {
  const bytes = bytesAt(window, offset, DYNAMIC_HEADER_SIZE, 'vpc.dynamic', DYNAMIC_HEADER_SIZE)
  const cursor = new ByteCursor(bytes, 'vpc.dynamic', offset)
  const cookie = cursor.text(8)
  if (cookie !== DYNAMIC_COOKIE) {
    throw new FormatError('invalid', 'vpc.dynamic.cookie', offset, DYNAMIC_COOKIE, 'other bytes')
  }
  const blockSize = cursor.seek(32).u32Be()
  const powerOfTwo = blockSize >= SECTOR_SIZE && Number.isInteger(Math.log2(blockSize))
  if (!powerOfTwo) {
    const message = `Invalid block size ${blockSize}`
    throw new FormatError(
      'invalid',
      'vpc.block_size',
      offset + 32,
      'a power of two',
      `${blockSize}`,
      message,
    )
  }
  return blockSize
}
