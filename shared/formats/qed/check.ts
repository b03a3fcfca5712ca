import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'
import { BlockCheck, ENTRIES_A_STEP } from '../check/block-check.ts'
import type { ImageCheck } from '../check/types.ts'
import { UsedClusters } from '../check/used-clusters.ts'
import { EntryTable } from '../disk/entry-table.ts'
import type { Walk } from '../walk.ts'
import { isQedCluster, isQedTable, QED_ENTRY_BYTES, qedTableEntries } from './header.ts'
import { readQed } from './qed.ts'
import type { QedHeader } from './types.ts'

/** An entry of an L2 table that stands for zeros. */
const ZERO_CLUSTER = 1
const EXPECTED = says('whole clusters inside the file, behind the header')

/**
 * What qemu-img finds in a QED image (block/qed-check.c): tables and clusters outside of the file or
 * in one place, and clusters that nobody uses. Throws `FormatError` for a header that is refused.
 */
export function* checkQedWalk(source: ByteSource): Walk<ImageCheck> {
  const { header } = readQed(headWindow(source)).qed
  const tables = new Tables(source, header)
  const count = qedTableEntries(header)
  const bytes = count * QED_ENTRY_BYTES
  for (let index = 0; index < count; index += 1) {
    const isWalked = tables.checkL1(index)
    if (isWalked || index % ENTRIES_A_STEP === 0) {
      yield { done: index * QED_ENTRY_BYTES, total: bytes }
    }
  }
  return tables.end()
}

class Tables {
  readonly #source: ByteSource
  readonly #header: QedHeader
  readonly #check: BlockCheck
  readonly #used = new UsedClusters()
  readonly #l1: EntryTable
  #allocated = 0
  #fragmented = 0

  constructor(source: ByteSource, header: QedHeader) {
    this.#source = source
    this.#header = header
    this.#check = new BlockCheck(source)
    this.#l1 = this.#table('L1 table', header.l1TableOffset)
    this.#take(header.l1TableOffset, header.tableSize, 'qed.l1_table_offset', 40)
  }

  /** Whether there is a table at this entry that was walked. */
  checkL1(index: number): boolean {
    const offset = this.#l1.value(index)
    if (offset === 0) return false
    const at = this.#l1.placeOf(index)
    if (!isQedTable(this.#header, offset, this.#source.size)) {
      this.#invalid('L1 table', at, offset)
      return false
    }
    // One that lies over others is not walked: a small file could name it a million times.
    if (!this.#take(offset, this.#header.tableSize, 'L1 table', at)) return false
    this.#checkL2(this.#table('L2 table', offset))
    return true
  }

  end(): ImageCheck {
    const { clusterSize, headerClusters, imageSize } = this.#header
    const clusters = Math.floor(roundUp(this.#source.size, SECTOR_SIZE) / clusterSize)
    for (const { first, count } of this.#used.unused(headerClusters, clusters)) {
      this.#check.leak(count, () => ({
        what: 'clusters',
        offset: first * clusterSize,
        expected: says('a table that names them'),
        found: says('none'),
        message: `Leaked clusters ${first} to ${first + count - 1}`,
      }))
    }
    return this.#check.result({
      totalClusters: Math.ceil(imageSize / clusterSize),
      allocatedClusters: this.#allocated,
      fragmentedClusters: this.#fragmented,
    })
  }

  #checkL2(table: EntryTable): void {
    let last = 0
    for (let index = 0; index < table.shape.count; index += 1) {
      const offset = table.value(index)
      if (offset === 0 || offset === ZERO_CLUSTER) continue
      this.#allocated += 1
      if (last !== 0 && last + this.#header.clusterSize !== offset) this.#fragmented += 1
      last = offset
      const at = table.placeOf(index)
      if (isQedCluster(this.#header, offset, this.#source.size)) {
        this.#take(offset, 1, 'L2 table', at)
      } else this.#invalid('L2 table', at, offset)
    }
  }

  /** Whether nobody had taken any of the clusters before. */
  #take(offset: number, count: number, what: FaultPlace, at: number): boolean {
    const first = offset / this.#header.clusterSize
    let isFree = true
    for (let cluster = first; cluster < first + count; cluster += 1) {
      if (this.#used.take(cluster)) continue
      isFree = false
      this.#check.corruption(() => ({
        what,
        offset: at,
        expected: says('a place of its own'),
        found: says('{{at}}', { at: cluster * this.#header.clusterSize }),
        message: `Cluster ${cluster} is referenced more than once`,
      }))
    }
    return isFree
  }

  #invalid(what: FaultPlace, at: number, offset: number): void {
    const message = `Invalid offset 0x${offset.toString(16)}`
    const expected = EXPECTED
    this.#check.corruption(() => ({
      what,
      offset: at,
      expected,
      found: says('{{at}}', { at: offset }),
      message,
    }))
  }

  #table(what: FaultPlace, offset: number): EntryTable {
    return new EntryTable(this.#source, {
      what,
      offset,
      count: qedTableEntries(this.#header),
      entryBytes: QED_ENTRY_BYTES,
      littleEndian: true,
    })
  }
}
