import { ascii, concat, u16le, u32le, u64le, zeros } from '../helpers/bytes/encoders.ts'
import type { HostileImage } from './hostile-image.ts'

const METADATA_GUID = Uint8Array.from(Buffer.from('06a27c8b90479a4bb8fe575f050f886e', 'hex'))
const SIZE_GUID = Uint8Array.from(Buffer.from('2442a52f1bcd7648b2115dbed83bf4b8', 'hex'))
const KIB = 1024

interface Vhdx {
  readonly signature?: string
  readonly regions?: number
  readonly metadata?: number
  readonly metadataSignature?: string
  readonly items?: number
  readonly itemGuid?: Uint8Array
  readonly itemOffset?: number
  readonly itemLength?: number
  readonly size?: number
}

function vhdxImage(fields: Vhdx): Uint8Array {
  const { signature = 'regi', regions = 1, metadata = 512 * KIB, items = 1 } = fields
  const { metadataSignature = 'metadata', itemGuid = SIZE_GUID } = fields
  const { itemOffset = 64 * KIB, itemLength = 8, size = 1024 * KIB } = fields
  const table = concat(ascii(signature), zeros(4), u32le(regions), zeros(4))
  const region = concat(METADATA_GUID, u64le(metadata), u32le(1024 * KIB), u32le(1))
  const list = concat(ascii(metadataSignature), u16le(0), u16le(items), zeros(20))
  const item = concat(itemGuid, u32le(itemOffset), u32le(itemLength))
  const bytes = new Uint8Array(size)
  const put = (at: number, part: Uint8Array) =>
    bytes.set(part.subarray(0, Math.max(0, size - at)), Math.min(at, size))
  put(192 * KIB, concat(table, region))
  put(metadata, concat(list, item))
  put(0, ascii('vhdxfile'))
  return bytes
}

const VHDX: Readonly<Record<string, Vhdx>> = {
  sound: {},
  'with another table of regions': { signature: 'iger' },
  'of 2047 regions': { regions: 2047 },
  'of 2048 regions': { regions: 2048 },
  'without regions': { regions: 0 },
  'with other metadata': { metadataSignature: 'metaXata' },
  'of 2047 items': { items: 2047, size: 2048 * KIB },
  'of 2048 items': { items: 2048, size: 2048 * KIB },
  'of 500 items': { items: 500 },
  'without a size': { itemGuid: METADATA_GUID },
  'without a size, cut': { itemGuid: METADATA_GUID, size: 560 * KIB },
  'with its metadata before the regions': { metadata: 64 * KIB },
  'with its metadata just before what is read': { metadata: 250 * KIB },
  'with its metadata right behind the regions': { metadata: 256 * KIB },
  'with its metadata at an odd place': { metadata: 300_001 },
  'with its metadata beyond the end': { metadata: 2048 * KIB },
  'with its metadata beyond everything': { metadata: 2 ** 52 },
  'with its size beyond the end': { itemOffset: 1024 * KIB },
  'with its size in its own table': { itemOffset: 16 },
  'with its size in what was read': { itemOffset: 0, items: 300 },
  'with a long size in what was read': { itemOffset: 0, items: 300, itemLength: 65_536 },
  'with a size of no bytes': { itemLength: 0 },
  'with a size of 4 GiB': { itemLength: 0xffffffff },
}

export function vhdxImages(): HostileImage[] {
  return Object.entries(VHDX).map(([name, fields]) => ({
    name: `vhdx ${name}`,
    bytes: vhdxImage(fields),
  }))
}
