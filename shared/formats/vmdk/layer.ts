import { FormatError } from '../../bytes/errors.ts'
import { LruCache } from '../../bytes/lru.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { BlockWalk } from '../disk/block-walk.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { TwoLevels } from '../disk/two-levels.ts'
import type { Codecs, DiskLayer } from '../disk/types.ts'
import { unpackGrain } from './grain.ts'
import { sectorsPerTable } from './rules.ts'
import type { VmdkCowdHeader, VmdkSparseHeader } from './types.ts'

/** In an image with zero grains, this entry is one. */
const ZERO_GRAIN = 1
/** Entries of a grain table in an ESX extent. */
const COWD_TABLE_ENTRIES = 4096
/** Bytes of unpacked grains that are kept. */
const UNPACKED_CACHE = 4 * 1024 * 1024

/** What both kinds of sparse extents come down to. */
interface Grains {
  /** Sectors. */
  readonly capacity: number
  readonly grainSize: number
  readonly directoryOffset: number
  readonly directoryEntries: number
  readonly tableEntries: number
  readonly compressed: boolean
  readonly markers: boolean
  readonly zeroGrains: boolean
}

/** The guest's disk of a sparse extent, compressed or not. */
export function sparseLayer(
  source: ByteSource,
  header: VmdkSparseHeader,
  codecs: Codecs,
): DiskLayer {
  const directoryEntries = Math.ceil(header.capacity / sectorsPerTable(header))
  return blockLayer(new GrainMap(source, { ...header, directoryEntries }, codecs))
}

/** The guest's disk of an ESX extent. Throws `FormatError` where its grains have no size. */
export function cowdLayer(source: ByteSource, header: VmdkCowdHeader, codecs: Codecs): DiskLayer {
  if (header.grainSize === 0) {
    throw new FormatError('invalid', 'vmdk.grain_size', 16, says('at least {{n}}', { n: 1 }), 0)
  }
  const fixed = { compressed: false, markers: false, zeroGrains: false }
  const grains = { ...header, ...fixed, tableEntries: COWD_TABLE_ENTRIES }
  return blockLayer(new GrainMap(source, grains, codecs))
}

class GrainMap implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit: number
  readonly #grains: Grains
  readonly #codecs: Codecs
  readonly #tables: TwoLevels
  readonly #unpacked = new LruCache<Uint8Array>(UNPACKED_CACHE)

  constructor(source: ByteSource, grains: Grains, codecs: Codecs) {
    this.source = source
    this.size = grains.capacity * SECTOR_SIZE
    this.unit = grains.grainSize
    this.#grains = grains
    this.#codecs = codecs
    const table = { entryBytes: 4, littleEndian: true } as const
    const { directoryOffset, directoryEntries, tableEntries } = grains
    this.#tables = new TwoLevels(source, {
      first: {
        ...table,
        what: 'grain directory',
        offset: directoryOffset,
        count: directoryEntries,
      },
      second: { ...table, what: 'grain table', count: tableEntries },
      scale: SECTOR_SIZE,
      alignment: SECTOR_SIZE,
    })
  }

  run(index: number, end: number, walk: BlockWalk): number {
    const place = this.#tables.at(index, end, walk)
    if (typeof place === 'number') return place
    const sector = place.table.low(place.index)
    if (sector === 0) return walk.nowhere('unallocated', 1)
    if (sector === ZERO_GRAIN && this.#grains.zeroGrains) return walk.nowhere('zero', 1)
    walk.data(sector * SECTOR_SIZE, 1, 'grain table', place.table.placeOf(place.index))
    return this.#grains.compressed ? walk.nowhere('compressed', 1) : 1
  }

  unpack(index: number): Uint8Array {
    const place = this.#place(index)
    const known = this.#unpacked.get(place)
    if (known !== undefined) return known
    const { markers } = this.#grains
    const grain = { offset: place, size: this.unit, markers }
    const bytes = unpackGrain(this.source, grain, this.#codecs)
    this.#unpacked.set(place, bytes, bytes.length)
    return bytes
  }

  #place(index: number): number {
    const walk = new BlockWalk(this.source, undefined)
    const place = this.#tables.at(index, index + 1, walk)
    const sector = typeof place === 'number' ? 0 : place.table.low(place.index)
    if (sector !== 0) return sector * SECTOR_SIZE
    throw new FormatError('changed', 'grain table', 0, says('a compressed grain'), says('none'))
  }
}
