import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { uuidText } from '../../bytes/guid.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { says } from '../../phrases/phrase.ts'
import { checksumFault, FOOTER_CHECKSUM } from './checksum.ts'
import type { VpcDetails, VpcGeometry } from './types.ts'

export const VPC_FOOTER_SIZE = 512
const COOKIE = 'conectix'
/** 2000-01-01, where the times of a VHD begin, in seconds since 1970. */
export const VPC_EPOCH = 946_684_800
/** The largest geometry, 65535 cylinders of 16 heads of 255 sectors: the size is then in the footer. */
const LARGEST_GEOMETRY = 65_535 * 16 * 255 * SECTOR_SIZE
/** qemu's bound on a disk: 2040 GiB. */
const MAX_SIZE = 0xff000000 * SECTOR_SIZE
/** Creators whose images have the size of the footer, not of its geometry (qemu, block/vpc.c). */
const CREATORS_WITH_SIZE: readonly string[] = ['win ', 'qem2', 'd2v ', 'tap\0', 'CTXS']
const DISK_TYPES: Readonly<Record<number, VpcDetails['diskType']>> = {
  2: 'fixed',
  3: 'dynamic',
  4: 'differencing',
}

export interface VpcFooter {
  readonly details: VpcDetails
  readonly dataOffset: bigint
  readonly virtualSize: number
}

export function isVpcFooter(bytes: Uint8Array): boolean {
  return bytes.length >= COOKIE.length && new ByteCursor(bytes, 'vpc').text(8) === COOKIE
}

/** Reads the 512 bytes of a footer; `base` is where they are in the file. */
export function readVpcFooter(bytes: Uint8Array, base: number): VpcFooter {
  const cursor = new ByteCursor(bytes, 'vpc.footer', base)
  const dataOffset = cursor.seek(16).u64Be()
  const createdAt = cursor.u32Be() + VPC_EPOCH
  const creator = cursor.text(4)
  const creatorVersion = `${cursor.u16Be()}.${cursor.u16Be()}`
  const creatorHost = cursor.text(4)
  const recordedSize = cursor.skip(8).safeU64Be('vpc.current_size')
  const geometry = readGeometry(cursor)
  const diskType = DISK_TYPES[cursor.u32Be()] ?? 'unknown'
  const uuid = uuidText(cursor.skip(4).borrowBytes(16))
  const savedState = cursor.u8() !== 0
  const bySize = CREATORS_WITH_SIZE.includes(creator) || geometry.size === LARGEST_GEOMETRY
  const details: VpcDetails = {
    diskType,
    creator,
    creatorVersion,
    creatorHost,
    recordedSize,
    geometry,
    sizeFrom: bySize ? 'recorded-size' : 'geometry',
    createdAt,
    uuid,
    savedState,
  }
  const virtualSize = bySize ? recordedSize - (recordedSize % SECTOR_SIZE) : geometry.size
  return { dataOffset, details, virtualSize }
}

function readGeometry(cursor: ByteCursor): VpcGeometry {
  const cylinders = cursor.u16Be()
  const heads = cursor.u8()
  const sectorsPerTrack = cursor.u8()
  const size = cylinders * heads * sectorsPerTrack * SECTOR_SIZE
  return { cylinders, heads, sectorsPerTrack, size }
}

/** Throws `FormatError` when the footer's checksum is wrong, or the disk larger than qemu takes. */
export function checkVpcFooter(bytes: Uint8Array, { virtualSize }: VpcFooter, base: number): void {
  const fault = checksumFault(bytes, FOOTER_CHECKSUM, 'vpc.footer', base)
  if (fault !== undefined) {
    const { what, offset, expected, found } = fault
    const message = says('Incorrect header checksum')
    throw new FormatError('invalid', what, offset, expected, found, message)
  }
  if (virtualSize <= MAX_SIZE) return
  throw new FormatError(
    'limit',
    'vpc.size',
    base + 48,
    says('at most {{n}}', { n: MAX_SIZE }),
    virtualSize,
  )
}
