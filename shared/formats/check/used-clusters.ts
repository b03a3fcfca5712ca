import { FormatError } from '../../bytes/errors.ts'
import { says } from '../../phrases/phrase.ts'

/** Clusters whose bits are allocated together, once one of them is used. */
const PAGE_CLUSTERS = 4096
const PAGE_BYTES = PAGE_CLUSTERS / 8
/** Bytes of pages, in which a file of 24 TiB in clusters of 64 KiB is whole. */
const MAX_BYTES = 48 * 1024 * 1024

/** A stretch of clusters. */
export interface ClusterRun {
  readonly first: number
  readonly count: number
}

/**
 * Which clusters of a file are used. Memory grows with the stretches that are, never with what a
 * header claims.
 */
export class UsedClusters {
  readonly #pages = new Map<number, Uint8Array>()

  /**
   * Takes a cluster; false when it was taken before. Throws `FormatError` `limit` when too many lie
   * too far apart.
   */
  take(cluster: number): boolean {
    const page = this.#pageOf(Math.floor(cluster / PAGE_CLUSTERS))
    const at = cluster % PAGE_CLUSTERS
    const bit = 1 << (at & 7)
    const before = page[at >> 3] ?? 0
    page[at >> 3] = before | bit
    return (before & bit) === 0
  }

  /** The stretches from `from` to `end` that nobody has taken, in order. */
  *unused(from: number, end: number): Generator<ClusterRun> {
    let first = from
    for (const cluster of this.#used(from, end)) {
      if (cluster > first) yield { first, count: cluster - first }
      first = cluster + 1
    }
    if (end > first) yield { first, count: end - first }
  }

  *#used(from: number, end: number): Generator<number> {
    for (const index of [...this.#pages.keys()].sort((a, b) => a - b)) {
      const page = this.#pages.get(index)
      for (const [at, bits] of page?.entries() ?? []) {
        // Most of a page of clusters that lie far apart.
        if (bits === 0) continue
        for (let bit = 0; bit < 8; bit += 1) {
          const cluster = index * PAGE_CLUSTERS + at * 8 + bit
          if ((bits & (1 << bit)) !== 0 && cluster >= from && cluster < end) yield cluster
        }
      }
    }
  }

  #pageOf(index: number): Uint8Array {
    const known = this.#pages.get(index)
    if (known !== undefined) return known
    if (this.#pages.size * PAGE_BYTES >= MAX_BYTES) {
      const message = says('The clusters in use lie too far apart to check them')
      const expected = says('at most {{bytes}} bytes of bits', { bytes: MAX_BYTES })
      throw new FormatError('limit', 'clusters', 0, expected, says('more'), message)
    }
    const page = new Uint8Array(PAGE_BYTES)
    this.#pages.set(index, page)
    return page
  }
}
