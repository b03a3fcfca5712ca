import { type FoundVolume, hasText, labelAt, type Peek, sizeOf } from './volume-part.ts'

const SECTOR = 512
/** Of both superblocks of md (Linux, include/uapi/linux/raid/md_p.h). */
const MAGIC = 0xa92b4efc
const LENGTH = 256
const SET_NAME = 32
const SUPER_OFFSET = 144
/** Bytes: the old one stands at the last multiple that leaves room for as much behind it. */
const OLD_UNIT = 65_536

/** A part of a software RAID. The name of the array is its label. */
export function raidMember(peek: Peek, size: number): FoundVolume | undefined {
  return newMember(peek, size) ?? oldMember(peek, size)
}

/** Version 1.1 at the beginning, 1.2 4 KiB into the disk, 1.0 at its end; each says where it is. */
function newMember(peek: Peek, size: number): FoundVolume | undefined {
  const atEnd = (Math.floor(size / SECTOR / 8) * 8 - 16) * SECTOR
  for (const offset of [0, 4096, atEnd]) {
    const view = peek(offset, LENGTH)
    if (view?.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== 1) continue
    if (view.getBigUint64(SUPER_OFFSET, true) * BigInt(SECTOR) !== BigInt(offset)) continue
    return {
      volume: { kind: 'volume', type: 'linux_raid_member', ...labelAt(view, SET_NAME, 32) },
      offset,
      length: 4,
    }
  }
  return undefined
}

/** Version 0.90. */
function oldMember(peek: Peek, size: number): FoundVolume | undefined {
  const offset = (Math.floor(size / OLD_UNIT) - 1) * OLD_UNIT
  const view = peek(offset, LENGTH)
  if (view?.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== 0) return undefined
  return { volume: { kind: 'volume', type: 'linux_raid_member' }, offset, length: 4 }
}

/** Sectors at the beginning of which one has the label of a physical volume. */
const LVM_SECTORS = [0, 1, 2, 3] as const
/** Of a header of a physical volume its UUID, before the size of the disk. */
const PV_UUID = 32

/** A physical volume of LVM2 (lib/format_text/layout.h): its label says in which sector it is. */
export function physicalVolume(peek: Peek): FoundVolume | undefined {
  for (const sector of LVM_SECTORS) {
    const view = peek(sector * SECTOR, SECTOR)
    if (view === undefined || !hasText(view, 0, 'LABELONE')) continue
    const isHere = view.getBigUint64(8, true) === BigInt(sector)
    if (!isHere || !hasText(view, 24, 'LVM2 001')) continue
    const header = view.getUint32(20, true)
    const isInside = header + PV_UUID + 8 <= SECTOR
    const size = isInside ? sizeOf(view.getBigUint64(header + PV_UUID, true)) : {}
    return {
      volume: { kind: 'volume', type: 'LVM2_member', ...size },
      offset: sector * SECTOR,
      length: 8,
    }
  }
  return undefined
}
