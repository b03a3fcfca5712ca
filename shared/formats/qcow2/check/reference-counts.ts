import { FormatError } from '../../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../../bytes/numbers.ts'
import type { ByteSource } from '../../../bytes/source.ts'
import type { FaultPlace } from '../../../phrases/catalogue/fault-places.ts'
import { says } from '../../../phrases/phrase.ts'
import type { FindingLog } from '../../check/finding-log.ts'

/** qemu's limit: cluster indexes are 32-bit integers. */
export const MAX_CLUSTERS = 2 ** 31 - 1
/** Clusters whose counts are allocated together, once one of them is referenced. */
export const PAGE_CLUSTERS = 2 ** 16
const PAGE_MASK = PAGE_CLUSTERS - 1
/**
 * Bytes of pages. A sparse file as large as a file can be, with a reference here and there, would
 * take them all; an image of 64 TiB with clusters of 64 KiB that is full takes as much.
 */
export const MAX_PAGE_BYTES = 2 ** 30

export type CountPage = Uint8Array | Uint16Array | Float64Array

/**
 * How often each cluster of the file is referenced. Memory grows with the stretches of the file that
 * are referenced, one byte a cluster until a count needs more; never with what a header claims.
 */
export class ReferenceCounts {
  readonly clusterSize: number
  /** Clusters of the file, and one more when a structure runs out of it by less than a cluster. */
  clusters: number
  readonly #file: Pick<ByteSource, 'size'>
  #fileEnd: number
  readonly #max: number
  readonly #log: FindingLog
  readonly #pages: (CountPage | undefined)[] = []
  #pageBytes = 0

  /**
   * The `file`'s length counts in whole sectors as in qemu; a count stops at `max`,
   * the highest refcount that the image can store. Throws `FormatError` `limit` for a file of too many clusters, and so
   * does `add` when too many of them are far apart.
   */
  constructor(clusterSize: number, file: Pick<ByteSource, 'size'>, max: number, log: FindingLog) {
    this.clusterSize = clusterSize
    this.#file = file
    this.#fileEnd = roundUp(file.size, SECTOR_SIZE)
    this.clusters = Math.ceil(this.#fileEnd / clusterSize)
    this.#max = max
    this.#log = log
    if (this.clusters > MAX_CLUSTERS) {
      throw new FormatError(
        'limit',
        'file',
        0,
        says('{{n}} clusters', { n: MAX_CLUSTERS }),
        this.clusters,
      )
    }
  }

  page(index: number): CountPage | undefined {
    return this.#pages[index]
  }

  at(cluster: number): number {
    return this.#pages[Math.floor(cluster / PAGE_CLUSTERS)]?.[cluster & PAGE_MASK] ?? 0
  }

  /**
   * Counts `times` references to every cluster of the region. One that ends a cluster or more after
   * the file is a corruption and counts nothing (qemu allows the last cluster to be cut). `what`
   * names the structure that points there, from `at`. False when nothing was counted.
   */
  add(offset: number, size: number, times: number, what: FaultPlace, at: number): boolean {
    if (size <= 0) return false
    const { clusterSize } = this
    if (offset + size - this.#fileEnd >= clusterSize && !this.#grewTo(offset + size)) {
      this.#tooFar(offset, size, times, what, at)
      return false
    }
    const last = Math.floor((offset + size - 1) / clusterSize)
    for (let cluster = Math.floor(offset / clusterSize); cluster <= last; cluster += 1) {
      this.#increment(cluster, times, what, at)
    }
    return true
  }

  /** A file in use may be longer by now than it was. */
  #grewTo(end: number): boolean {
    this.#fileEnd = roundUp(this.#file.size, SECTOR_SIZE)
    return end - this.#fileEnd < this.clusterSize
  }

  #increment(cluster: number, times: number, what: FaultPlace, at: number): void {
    if (cluster >= this.clusters) this.clusters = cluster + 1
    const index = Math.floor(cluster / PAGE_CLUSTERS)
    let page = this.#pages[index]
    if (page === undefined) {
      this.#take(PAGE_CLUSTERS)
      page = new Uint8Array(PAGE_CLUSTERS)
      this.#pages[index] = page
    }
    const sum = (page[cluster & PAGE_MASK] ?? 0) + times
    const count = Math.min(sum, this.#max)
    if (sum > count) this.#overflow(cluster, sum - count, what, at)
    if (count > 255 && page instanceof Uint8Array) page = this.#widen(index, page, count)
    if (count > 65535 && page instanceof Uint16Array) page = this.#widen(index, page, count)
    page[cluster & PAGE_MASK] = count
  }

  /** On its own: a closure in `add` would cost every call memory. */
  #tooFar(offset: number, size: number, times: number, what: FaultPlace, at: number): void {
    this.#log.add('corruption', times, () => ({
      what,
      offset: at,
      expected: says('a region that ends by {{at}}', { at: this.#file.size }),
      found: says('{{bytes}} bytes at {{at}}', { bytes: size, at: offset }),
      message: `counting reference for region exceeding the end of the file by one cluster or more: offset 0x${offset.toString(16)} size 0x${size.toString(16)}`,
    }))
  }

  #take(bytes: number): void {
    this.#pageBytes += bytes
    if (this.#pageBytes <= MAX_PAGE_BYTES) return
    const message = says('The clusters in use lie too far apart to count references to them')
    const [expected, found] = [
      says('at most {{bytes}} bytes of counts', { bytes: MAX_PAGE_BYTES }),
      this.#pageBytes,
    ]
    throw new FormatError('limit', 'clusters', 0, expected, found, message)
  }

  #widen(index: number, page: CountPage, count: number): CountPage {
    this.#take(PAGE_CLUSTERS * (count > 65535 ? 8 : 2) - page.byteLength)
    const wider = count > 65535 ? Float64Array.from(page) : Uint16Array.from(page)
    this.#pages[index] = wider
    return wider
  }

  #overflow(cluster: number, times: number, what: FaultPlace, at: number): void {
    this.#log.add('corruption', times, () => ({
      what,
      offset: at,
      expected: says('at most {{n}} references to a cluster', { n: this.#max }),
      found: says('one more'),
      message: `overflow cluster offset=0x${(cluster * this.clusterSize).toString(16)}`,
    }))
  }
}
