import { concat, u16le, u32le, u64le, zeros } from '../bytes/encoders.ts'
import { editVhdx, VHDX_METADATA, VHDX_TABLE } from './edited-vhdx.ts'

const MIB = 2 ** 20
const ITEMS = VHDX_METADATA + 64 * 1024
const LOCATOR_AT = 4096
/** Blocks of 1 MiB with sectors of 512 bytes to one block of the sector bitmap. */
const RATIO = 4096
const LOCATOR_GUID = '2d5fd3a80bb34d45abf7d3d84834ab0c'
const LOCATOR_TYPE = 'b7ef4ab09ed1814ab78925b8e9445913'

export interface DifferencingSpec {
  /** Of the parent locator, in order. */
  readonly locator: Readonly<Record<string, string>>
  /** Blocks that the bitmap speaks for; they must be present in `image`. */
  readonly partly: readonly number[]
  /** Sectors of the disk that are the child's own. */
  readonly own: (sector: number) => boolean
}

/**
 * A differencing VHDX of a dynamic one with blocks of 1 MiB: no program of this system makes one. The
 * bitmap goes behind the end of the file, and the locator behind the other items.
 */
export function differencing(image: Uint8Array, spec: DifferencingSpec): Uint8Array {
  const { locator, partly, own } = spec
  const bitmapAt = Math.ceil(image.length / MIB) * MIB
  const bytes = concat(image, zeros(bitmapAt + MIB - image.length))
  const view = new DataView(bytes.buffer)
  const blocks = Object.fromEntries(
    partly.map((block) => {
      const at = VHDX_TABLE + block * 8
      return [at, u64le(view.getBigUint64(at, true) | 7n)]
    }),
  )
  const item = locatorItem(locator)
  return editVhdx(bytes, {
    ...blocks,
    [VHDX_TABLE + RATIO * 8]: u64le(bitmapAt + 6),
    [bitmapAt]: bitmap(partly, own),
    [ITEMS + 4]: u32le(2), // has a parent
    [VHDX_METADATA + 10]: u16le(6), // one item more
    [VHDX_METADATA + 32 + 5 * 32]: concat(
      fromHex(LOCATOR_GUID),
      u32le(ITEMS - VHDX_METADATA + LOCATOR_AT),
      u32le(item.length),
      u32le(4), // required
      u32le(0),
    ),
    [ITEMS + LOCATOR_AT]: item,
  })
}

function locatorItem(locator: Readonly<Record<string, string>>): Uint8Array {
  const pairs = Object.entries(locator).map(([key, value]) => [utf16(key), utf16(value)] as const)
  const head = concat(fromHex(LOCATOR_TYPE), u16le(0), u16le(pairs.length))
  let at = head.length + pairs.length * 12
  const entries = pairs.map(([key, value]) => {
    const lengths = concat(u16le(key.length), u16le(value.length))
    const entry = concat(u32le(at), u32le(at + key.length), lengths)
    at += key.length + value.length
    return entry
  })
  return concat(head, ...entries, ...pairs.flat())
}

function bitmap(partly: readonly number[], own: (sector: number) => boolean): Uint8Array {
  const bytes = new Uint8Array(MIB)
  const perBlock = MIB / 512
  for (const block of partly) {
    for (let sector = block * perBlock; sector < (block + 1) * perBlock; sector += 1) {
      if (own(sector)) bytes[sector >> 3] = (bytes[sector >> 3] ?? 0) | (1 << (sector & 7))
    }
  }
  return bytes
}

function utf16(text: string): Uint8Array {
  return concat(...Array.from(text, (character) => u16le(character.charCodeAt(0))))
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
