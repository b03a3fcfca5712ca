import {
  DYNAMIC_CHECKSUM,
  FOOTER_CHECKSUM,
  vpcChecksum,
} from '../../../shared/formats/vpc/checksum.ts'
import { ascii, concat, layOut, u8, u16be, u32be, u64be, zeros } from './encoders.ts'

export interface VpcFields {
  readonly diskType: number
  readonly creator?: string
  /** Bytes. */
  readonly size: number
  readonly geometry?: readonly [cylinders: number, heads: number, sectors: number]
  readonly uuid?: Uint8Array
  readonly dataOffset?: bigint
}

/** The 512 bytes of a footer (VHD specification, Hard Disk Footer Format), with its checksum. */
export function vpcFooter(fields: VpcFields): Uint8Array {
  const { diskType, creator = 'qem2', size, geometry = [0, 0, 0], dataOffset = 512n } = fields
  const { uuid = zeros(16) } = fields
  const footer = layOut(512, {
    0: concat(ascii('conectix'), u32be(2), u32be(0x10000), u64be(dataOffset), u32be(86_400)),
    28: concat(ascii(creator), u16be(5), u16be(3), ascii('Wi2k'), u64be(size), u64be(size)),
    56: concat(u16be(geometry[0]), u8(geometry[1]), u8(geometry[2]), u32be(diskType)),
    68: uuid,
  })
  return sealed(footer, FOOTER_CHECKSUM)
}

/** One of the eight places where a parent is named. */
export interface Locator {
  readonly platform: string
  readonly path: Uint8Array
}

export interface VpcParentFields {
  readonly uuid: Uint8Array
  readonly name: string
  readonly locators: readonly Locator[]
}

export interface VpcBlock {
  /** Sectors that are the image's own. */
  readonly own: readonly number[]
  readonly data: Uint8Array
}

const SECTOR = 512
const TABLE = 1536
const LOCATORS = 2048
const LOCATOR_SIZE = 512

/** A differencing VHD: footer, header, block table, locators, blocks and the footer again. */
export function differencingVpc(
  fields: Omit<VpcFields, 'diskType'>,
  parent: VpcParentFields,
  blockSize: number,
  blocks: readonly (VpcBlock | undefined)[],
): Uint8Array {
  const footer = vpcFooter({ ...fields, diskType: 4 })
  const bitmapSize = Math.ceil(blockSize / SECTOR / 8 / SECTOR) * SECTOR
  const first = LOCATORS + LOCATOR_SIZE * 8
  const entries: Uint8Array[] = []
  const parts: Uint8Array[] = []
  let at = first
  for (const block of blocks) {
    entries.push(u32be(block === undefined ? 0xffffffff : at / SECTOR))
    if (block === undefined) continue
    parts.push(bitmapOf(block.own, bitmapSize), block.data)
    at += bitmapSize + blockSize
  }
  const head = layOut(first, {
    0: footer,
    512: dynamicHeader(parent, blockSize, blocks.length),
    [TABLE]: concat(...entries),
    ...Object.fromEntries(
      parent.locators.map(({ path }, index) => [LOCATORS + index * LOCATOR_SIZE, path]),
    ),
  })
  return concat(head, ...parts, footer)
}

function bitmapOf(own: readonly number[], size: number): Uint8Array {
  const bitmap = zeros(size)
  for (const sector of own)
    bitmap[sector >> 3] = (bitmap[sector >> 3] ?? 0) | (0x80 >> (sector & 7))
  return bitmap
}

/** The 1024 bytes of a dynamic header (VHD specification, Dynamic Disk Header Format). */
function dynamicHeader(parent: VpcParentFields, blockSize: number, entries: number): Uint8Array {
  const name = Buffer.from(parent.name, 'utf16le').swap16()
  const locators = parent.locators.map(({ platform, path }, index) => {
    const place = concat(u32be(0), u64be(LOCATORS + index * LOCATOR_SIZE))
    return concat(ascii(platform), u32be(LOCATOR_SIZE), u32be(path.length), place)
  })
  const header = layOut(1024, {
    0: concat(ascii('cxsparse'), u64be(0xffffffffffffffffn), u64be(TABLE), u32be(0x10000)),
    28: concat(u32be(entries), u32be(blockSize)),
    40: concat(parent.uuid, u32be(172_800)),
    64: name,
    576: concat(...locators),
  })
  return sealed(header, DYNAMIC_CHECKSUM)
}

/** With the checksum of itself at `at`. */
function sealed(bytes: Uint8Array, at: number): Uint8Array {
  bytes.set(u32be(vpcChecksum(bytes, at)), at)
  return bytes
}
