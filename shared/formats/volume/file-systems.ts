import { isFatBootSector, isFileSystemBootSector } from '../partition/boot-sector.ts'
import { type FoundVolume, hasText, labelAt, type Peek, sizeOf } from './volume-part.ts'

/** `struct xfs_dsb` of Linux, fs/xfs/libxfs/xfs_format.h; big-endian. */
export function xfsVolume(peek: Peek): FoundVolume | undefined {
  const view = peek(0, 512)
  if (view === undefined || !hasText(view, 0, 'XFSB')) return undefined
  const blockSize = view.getUint32(4)
  const isPower = blockSize >= 512 && blockSize <= 65_536 && (blockSize & (blockSize - 1)) === 0
  if (!isPower) return undefined
  const size = sizeOf(view.getBigUint64(8) * BigInt(blockSize))
  return {
    volume: { kind: 'volume', type: 'xfs', ...labelAt(view, 108, 12), ...size },
    offset: 0,
    length: 4,
  }
}

/** `struct btrfs_super_block` of Linux, include/uapi/linux/btrfs_tree.h; what it says of its own place fits. */
export function btrfsVolume(peek: Peek): FoundVolume | undefined {
  const view = peek(BTRFS_SUPER, BTRFS_LENGTH)
  if (view === undefined || !hasText(view, BTRFS_MAGIC_AT, '_BHRfS_M')) return undefined
  if (view.getBigUint64(0x30, true) !== BigInt(BTRFS_SUPER)) return undefined
  const size = sizeOf(view.getBigUint64(0x70, true))
  return {
    volume: { kind: 'volume', type: 'btrfs', ...labelAt(view, 0x12b, 256), ...size },
    offset: BTRFS_SUPER + BTRFS_MAGIC_AT,
    length: 8,
  }
}

const BTRFS_SUPER = 65_536
const BTRFS_MAGIC_AT = 0x40
const BTRFS_LENGTH = 0x22b

/** FAT, NTFS or exFAT, whose first sector ends as an MBR does. */
export function bootSectorVolume(peek: Peek): FoundVolume | undefined {
  const view = peek(0, 512)
  if (view === undefined) return undefined
  const sector = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  if (!isFileSystemBootSector(sector)) return undefined
  const found = { offset: 0, length: 32 }
  if (!isFatBootSector(sector)) {
    const type = hasText(view, 3, 'NTFS') ? 'ntfs' : 'exfat'
    return { ...found, volume: { kind: 'volume', type } }
  }
  return { ...found, volume: { kind: 'volume', type: 'vfat', ...fatLabel(view), ...fatSize(view) } }
}

/** By the FAT specification: FAT32 has no 16-bit size of its tables, and its fields stand further back. */
function fatLabel(view: DataView): ReturnType<typeof labelAt> {
  const found = labelAt(view, view.getUint16(0x16, true) === 0 ? 0x47 : 0x2b, 11)
  return found.label === 'NO NAME' ? {} : found
}

function fatSize(view: DataView): ReturnType<typeof sizeOf> {
  const few = view.getUint16(0x13, true)
  const sectors = few === 0 ? view.getUint32(0x20, true) : few
  return sizeOf(BigInt(sectors) * BigInt(view.getUint16(0xb, true)))
}
