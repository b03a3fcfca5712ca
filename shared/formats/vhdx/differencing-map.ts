import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockWalk } from '../disk/block-walk.ts'
import type { BlockMap } from '../disk/blocks.ts'
import { FULLY_PRESENT, offsetOf, PARTIALLY_PRESENT, type PayloadBlocks } from './payload-blocks.ts'
import { SectorBitmap } from './sector-bitmap.ts'

/** Sector by sector: of a block that is there in part, its bitmap says which sectors are the parent's. */
export class DifferencingMap implements BlockMap {
  readonly source: ByteSource
  readonly size: number
  readonly unit: number
  readonly #blocks: PayloadBlocks
  readonly #perBlock: number
  readonly #bitmap: SectorBitmap

  constructor(blocks: PayloadBlocks) {
    const { blockSize, logicalSectorSize } = blocks.vhdx.disk
    this.source = blocks.source
    this.size = blocks.size
    this.unit = logicalSectorSize
    this.#blocks = blocks
    this.#perBlock = blockSize / logicalSectorSize
    this.#bitmap = new SectorBitmap(blocks.source)
  }

  run(index: number, end: number, walk: BlockWalk): number {
    const block = Math.floor(index / this.#perBlock)
    const first = block * this.#perBlock
    const last = Math.min(first + this.#perBlock, end)
    const entry = this.#blocks.entryOf(block)
    if ((this.#blocks.table.low(entry) & 7) !== PARTIALLY_PRESENT) {
      this.#blocks.run(block, block + 1, walk)
      if (walk.kind === 'data') walk.offset += (index - first) * this.unit
      return last - index
    }
    if (!this.#isPlaced(block, entry, walk)) return last - index
    const { offset } = walk
    const count = this.#claimed(block, index - first, last - first, walk)
    if (walk.kind === 'data') walk.offset = offset + (index - first) * this.unit
    return count
  }

  /**
   * Whether a block has a place, of its own: thousands of entries with one bitmap each would make the
   * map of a small file as long as it likes.
   */
  #isPlaced(block: number, entry: number, walk: BlockWalk): boolean {
    this.#blocks.place(block, entry, walk)
    if (walk.kind !== 'data') return false
    const { offset } = walk
    const earlier = walk.firstIn(Math.floor(offset / this.#blocks.unit), block)
    if (earlier === block) return true
    const at = this.#blocks.table.placeOf(entry)
    walk.invalid(
      1,
      'vhdx.bat',
      at,
      says('a place of its own'),
      says('{{at}}, over block {{n}}', { at: offset, n: earlier }),
    )
    return false
  }

  /** How many sectors from `from` are alike; the walk's kind is `data` where they are of this file. */
  #claimed(block: number, from: number, end: number, walk: BlockWalk): number {
    const { ratio, table } = this.#blocks
    const chunk = Math.floor(block / ratio)
    const entry = chunk * (ratio + 1) + ratio
    const offset = offsetOf(table, entry)
    const at = table.placeOf(entry)
    if ((table.low(entry) & 7) !== FULLY_PRESENT || !this.#bitmap.isInside(offset)) {
      const found = says('state {{n}} at {{at}}', { n: table.low(entry) & 7, at: offset })
      return walk.invalid(
        end - from,
        'vhdx.bat',
        at,
        says('a sector bitmap inside the file'),
        found,
      )
    }
    const before = (block % ratio) * this.#perBlock
    const run = this.#bitmap.run(offset, before + from, before + end)
    walk.nowhere(run.set ? 'data' : 'unallocated', run.count)
    return run.count
  }
}
