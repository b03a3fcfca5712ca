import { type FoundVolume, hasText, labelAt, type Peek, sizeOf } from './volume-part.ts'

const MAGIC = 'SWAPSPACE2'
/** Of the machines that Linux runs on; nothing in the header says which. */
const PAGE_SIZES = [4096, 8192, 16_384, 32_768, 65_536] as const
/** `union swap_header` of Linux, include/linux/swap.h: behind room for a boot sector. */
const INFO = 1024
const INFO_LENGTH = 44

/** A swap area, whose magic ends its first page; as for blkid none of another version, or without pages. */
export function swapArea(peek: Peek): FoundVolume | undefined {
  const info = peek(INFO, INFO_LENGTH)
  const last = info && lastPage(info)
  if (info === undefined || last === undefined) return undefined
  for (const page of PAGE_SIZES) {
    const offset = page - MAGIC.length
    const view = peek(offset, MAGIC.length)
    if (view === undefined) return undefined
    if (!hasText(view, 0, MAGIC)) continue
    return {
      volume: {
        kind: 'volume',
        type: 'swap',
        ...labelAt(info, 28, 16),
        ...sizeOf((BigInt(last) + 1n) * BigInt(page)),
      },
      offset,
      length: MAGIC.length,
    }
  }
  return undefined
}

/** Its index, which is never 0. The header is in the byte order of the machine, which its version, 1, tells. */
function lastPage(info: DataView): number | undefined {
  const isLittle = info.getUint32(0, true) === 1
  if (!isLittle && info.getUint32(0, false) !== 1) return undefined
  const last = info.getUint32(4, isLittle)
  return last === 0 ? undefined : last
}
