import type { VolumeType } from '../content/types.ts'
import { type FoundVolume, labelAt, type Peek, sizeOf } from './volume-part.ts'

/** Of the superblock (Linux, Documentation/filesystems/ext4/super.rst). */
const SUPERBLOCK = 1024
const LENGTH = 0x154
const MAGIC = 0xef53
const MAGIC_AT = 0x38
/** A block of 64 KiB is the largest. */
const MAX_LOG_BLOCK_SIZE = 6

const HAS_JOURNAL = 0x4
const JOURNAL_DEVICE = 0x8
const IS_64BIT = 0x80
/** Features of ext3, `INCOMPAT` and `RO_COMPAT`; ext2 has the same but for the journal's. */
const EXT3_INCOMPAT = 0x2 | 0x4 | 0x10
const EXT3_RO_COMPAT = 0x1 | 0x2 | 0x4

/** ext2, 3 or 4. Two bytes are told by chance: what stands around them must make sense as well. */
export function extVolume(peek: Peek): FoundVolume | undefined {
  const view = peek(SUPERBLOCK, LENGTH)
  if (view === undefined || view.getUint16(MAGIC_AT, true) !== MAGIC) return undefined
  const log = view.getUint32(0x18, true)
  const hasGroups = view.getUint32(0x0, true) > 0 && view.getUint32(0x20, true) > 0
  const type = typeOf(view)
  if (log > MAX_LOG_BLOCK_SIZE || !hasGroups || type === undefined) return undefined
  const high = (view.getUint32(0x60, true) & IS_64BIT) === 0 ? 0 : view.getUint32(0x150, true)
  const blocks = (BigInt(high) << 32n) | BigInt(view.getUint32(0x4, true))
  const size = sizeOf(blocks << BigInt(10 + log))
  return {
    volume: { kind: 'volume', type, ...labelAt(view, 0x78, 16), ...size },
    offset: SUPERBLOCK + MAGIC_AT,
    length: 2,
  }
}

/** As blkid tells them apart: by what an older one would not understand. A journal by itself is none. */
function typeOf(view: DataView): VolumeType | undefined {
  const compat = view.getUint32(0x5c, true)
  const incompat = view.getUint32(0x60, true)
  const roCompat = view.getUint32(0x64, true)
  if ((incompat & JOURNAL_DEVICE) !== 0) return undefined
  const isNewer = (incompat & ~EXT3_INCOMPAT) !== 0 || (roCompat & ~EXT3_RO_COMPAT) !== 0
  if (isNewer) return 'ext4'
  return (compat & HAS_JOURNAL) === 0 ? 'ext2' : 'ext3'
}
