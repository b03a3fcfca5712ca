import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { BlockCheck, ENTRIES_A_STEP } from '../check/block-check.ts'
import type { ImageCheck } from '../check/types.ts'
import { UsedClusters } from '../check/used-clusters.ts'
import { EntryTable } from '../disk/entry-table.ts'
import type { Walk } from '../walk.ts'
import { blockTableOf } from './block-table.ts'
import { BAT_ENTRY_BYTES, type Parallels, readParallels } from './parallels.ts'

const IN_USE_OFFSET = 44

/**
 * What qemu-img finds in a Parallels image (block/parallels.c): one that was not closed, clusters
 * outside of the file, and what lies after the last cluster; like QEMU from 8.1 on, also clusters in
 * one place. Throws `FormatError` for a header that is refused.
 */
export function* checkParallelsWalk(source: ByteSource): Walk<ImageCheck> {
  const image = readParallels(headWindow(source))
  const { header } = image.parallels
  const walk = new TableWalk(source, image)
  if (header.state === 'open') walk.notClosed()
  for (let index = 0; index < header.batEntries; index += 1) {
    walk.entry(index)
    if (index % ENTRIES_A_STEP === 0) {
      yield { done: index * BAT_ENTRY_BYTES, total: header.batEntries * BAT_ENTRY_BYTES }
    }
  }
  return walk.end()
}

class TableWalk {
  readonly #source: ByteSource
  readonly #check: BlockCheck
  readonly #table: EntryTable
  readonly #used = new UsedClusters()
  readonly #unit: number
  readonly #scale: number
  /** Before the table is read: nothing that a writer adds meanwhile is lost. */
  readonly #endBefore: number
  #highest = 0
  #previous = 0
  #allocated = 0
  #fragmented = 0

  constructor(source: ByteSource, image: Parallels) {
    const { shape, scale } = blockTableOf(image)
    this.#source = source
    this.#check = new BlockCheck(source)
    this.#table = new EntryTable(source, shape)
    this.#unit = image.summary.clusterSize
    this.#scale = scale
    this.#endBefore = this.#fileEnd
  }

  /** In whole sectors, as qemu has it; a writer lengthens the file before the table names what it added. */
  get #fileEnd(): number {
    return roundUp(this.#source.size, SECTOR_SIZE)
  }

  notClosed(): void {
    this.#check.corruption(() => ({
      what: 'parallels.inuse',
      offset: IN_USE_OFFSET,
      expected: says('an image that was closed'),
      found: says('one that is open'),
      message: 'image was not closed correctly',
    }))
  }

  entry(index: number): void {
    const offset = this.#table.low(index) * this.#scale
    if (offset === 0) {
      this.#previous = 0
      return
    }
    this.#checkPlace(index, offset)
    this.#allocated += 1
    this.#highest = Math.max(this.#highest, offset)
    if (this.#previous !== 0 && this.#previous + this.#unit !== offset) this.#fragmented += 1
    this.#previous = offset
  }

  #checkPlace(index: number, place: number): void {
    const offset = this.#table.placeOf(index)
    if (place > this.#fileEnd) {
      this.#check.corruption(() => ({
        what: this.#table.shape.what,
        offset,
        expected: says('an offset below the end at {{at}}', { at: this.#fileEnd }),
        found: says('{{at}}', { at: place }),
        message: `cluster ${index} is outside image`,
      }))
      return
    }
    this.#check.noteEnd(this.#table.shape.what, offset, place, this.#unit)
    if (this.#used.take(Math.floor(place / this.#unit))) return
    this.#check.corruption(() => ({
      what: this.#table.shape.what,
      offset,
      expected: says('a place of its own'),
      found: says('{{at}}', { at: place }),
      message: `duplicate offset in BAT entry ${index}`,
    }))
  }

  end(): ImageCheck {
    const imageEndOffset = this.#highest + this.#unit
    const lost = this.#endBefore - imageEndOffset
    if (lost > 0) {
      this.#check.leak(Math.ceil(lost / this.#unit), () => ({
        what: 'clusters',
        offset: imageEndOffset,
        expected: says('the end at {{at}}', { at: imageEndOffset }),
        found: says('the end at {{at}}', { at: this.#endBefore }),
        message: `space leaked at the end of the image ${lost}`,
      }))
    }
    return this.#check.result({
      imageEndOffset,
      totalClusters: this.#table.shape.count,
      allocatedClusters: this.#allocated,
      fragmentedClusters: this.#fragmented,
    })
  }
}
