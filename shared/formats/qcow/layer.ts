import { FormatError } from '../../bytes/errors.ts'
import { LruCache } from '../../bytes/lru.ts'
import { SECTOR_SIZE, safeNumber } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { BlockWalk } from '../disk/block-walk.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { TwoLevels } from '../disk/two-levels.ts'
import type { Codecs, DiskLayer, LayerContext } from '../disk/types.ts'
import { type PackedPlace, readPacked, unpack } from '../qcow2/compressed.ts'
import { type Qcow, readQcow } from './qcow.ts'
import type { QcowHeader } from './types.ts'

/** Bit 63 of an entry, in its upper half. */
const COMPRESSED = 0x80000000
const ENTRY_BYTES = 8
/** Bytes of unpacked clusters that are kept. */
const UNPACKED_CACHE = 4 * 1024 * 1024

/** A version 1 image as a layer. Throws `FormatError` for what its header is refused for. */
export function openQcowLayer(source: ByteSource, { codecs }: LayerContext): DiskLayer {
  const image = readQcow(headWindow(source))
  return blockLayer(new QcowMap(source, image, codecs))
}

class QcowMap implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit: number
  readonly sealed?: FormatError
  readonly #header: QcowHeader
  readonly #codecs: Codecs
  readonly #tables: TwoLevels
  /** Entries of the L1 table of which the file has at least a part. */
  readonly #heldL1: number
  readonly #unpacked = new LruCache<Uint8Array>(UNPACKED_CACHE)

  constructor(source: ByteSource, { summary, qcow }: Qcow, codecs: Codecs) {
    this.source = source
    this.size = summary.virtualSize
    this.unit = 2 ** qcow.header.clusterBits
    this.#header = qcow.header
    this.#codecs = codecs
    this.#heldL1 = heldL1(source, qcow.header)
    this.#tables = tablesOf(source, qcow.header, this.#heldL1)
    if (summary.encryption !== undefined) this.sealed = encrypted()
  }

  run(index: number, end: number, walk: BlockWalk): number {
    const place = this.#tables.at(index, end, walk)
    if (typeof place === 'number') return this.#placeless(index, place, walk)
    const high = place.table.high(place.index)
    const offset = place.table.value(place.index)
    if (offset === 0) return walk.nowhere('unallocated', 1)
    if (high >= COMPRESSED) return walk.nowhere('compressed', 1)
    const at = place.table.placeOf(place.index)
    if (offset % SECTOR_SIZE !== 0) {
      return walk.invalid(1, 'L2 table', at, says('whole sectors'), says('{{at}}', { at: offset }))
    }
    walk.data(offset, 1, 'L2 table', at)
    // Where encrypted bytes are is not where the guest's are.
    return this.sealed === undefined ? 1 : walk.nowhere('data', 1)
  }

  /** qemu takes what is missing of the L1 table for zeros. */
  #placeless(index: number, count: number, walk: BlockWalk): number {
    const { l2Bits, l1TableOffset, l1Entries } = this.#header
    if (Math.floor((index + count - 1) / 2 ** l2Bits) >= this.#heldL1) {
      const offset = Number(l1TableOffset)
      walk.cut('L1 table', offset, offset + l1Entries * ENTRY_BYTES)
    }
    return count
  }

  unpack(index: number): Uint8Array {
    const place = this.#packedPlace(index)
    const known = this.#unpacked.get(place.offset)
    if (known !== undefined) return known
    const packed = readPacked(this.source, place)
    const bytes = unpack(this.#codecs, 'deflate', packed, this.unit, place.offset)
    this.#unpacked.set(place.offset, bytes, bytes.length)
    return bytes
  }

  /** The upper bits of the offset are the packed length in bytes (block/qcow.c, decompress_cluster). */
  #packedPlace(index: number): PackedPlace {
    const place = this.#tables.at(index, index + 1, new BlockWalk(this.source, undefined))
    const high = typeof place === 'number' ? 0 : place.table.high(place.index)
    const low = typeof place === 'number' ? 0 : place.table.low(place.index)
    if (high < COMPRESSED) {
      throw new FormatError('changed', 'L2 table', 0, says('a compressed cluster'), says('none'))
    }
    const { clusterBits } = this.#header
    const entry = (BigInt(high) << 32n) | BigInt(low)
    const shift = BigInt(63 - clusterBits)
    const offset = Number(entry & ((1n << shift) - 1n))
    const length = Number((entry >> shift) & ((1n << BigInt(clusterBits)) - 1n))
    return { offset, length }
  }
}

function heldL1({ size }: ByteSource, { l1TableOffset, l1Entries }: QcowHeader): number {
  const held = Math.ceil((size - Number(l1TableOffset)) / ENTRY_BYTES)
  return Math.max(0, Math.min(held, l1Entries))
}

function tablesOf(source: ByteSource, header: QcowHeader, heldL1: number): TwoLevels {
  const { l1TableOffset, l2Bits } = header
  const offset = safeNumber(l1TableOffset, 'qcow.l1_table_offset', 40)
  const table = { entryBytes: ENTRY_BYTES, littleEndian: false } as const
  return new TwoLevels(source, {
    first: { ...table, what: 'L1 table', offset, count: heldL1 },
    mayLackFirst: true,
    second: { ...table, what: 'L2 table', count: 2 ** l2Bits },
    scale: 1,
    alignment: 1,
  })
}

function encrypted(): FormatError {
  const message = says(
    'The guest data is encrypted; its map and header can be read without the key',
  )
  return new FormatError('encrypted', 'qcow.crypt_method', 36, 0, 1, message)
}
