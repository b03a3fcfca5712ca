import { FormatError } from '../../bytes/errors.ts'
import { says } from '../../phrases/phrase.ts'
import { MAX_CLUSTERS, MAX_PAGE_BYTES, PAGE_CLUSTERS } from './check/reference-counts.ts'

/** Who reaches a cluster: twice the owner's number, and 1 more where it is VM state. */
export type OwnerCode = number

export const NOBODY: OwnerCode = 0
const SHARED_OWNER = 2 ** 29
const ACTIVE_OWNER = 2 ** 29 + 1
/** The active disk, whoever else reaches the cluster too. */
export const ACTIVE: OwnerCode = ACTIVE_OWNER * 2

/** The snapshot at `index` of the table. */
export function ownerCode(index: number, vmState: boolean): OwnerCode {
  return (index + 1) * 2 + (vmState ? 1 : 0)
}

/** Two that reach the same cluster; it counts as disk when one of them has it so. */
export function joined(first: OwnerCode, second: OwnerCode): OwnerCode {
  if (first === NOBODY || first === second) return second
  if (second === NOBODY) return first
  if (first === ACTIVE || second === ACTIVE) return ACTIVE
  const owner = first >> 1 === second >> 1 ? first >> 1 : SHARED_OWNER
  return owner * 2 + (first & second & 1)
}

interface Held {
  diskBytes: number
  vmStateBytes: number
}

/** Who reaches each cluster of a file, in memory that grows with the stretches that are reached. */
export class ClusterOwners {
  readonly #clusterSize: number
  readonly #clusters: number
  readonly #pages: (Int32Array | undefined)[] = []
  #pageBytes = 0

  /** Throws `FormatError` `limit` for a file of more than 2^31 clusters. */
  constructor(clusterSize: number, fileLength: number) {
    this.#clusterSize = clusterSize
    this.#clusters = Math.ceil(fileLength / clusterSize)
    if (this.#clusters > MAX_CLUSTERS) {
      throw new FormatError(
        'limit',
        'file',
        0,
        says('{{n}} clusters', { n: MAX_CLUSTERS }),
        this.#clusters,
      )
    }
  }

  /** Notes that `owner` reaches the clusters of a region, as far as the file goes. */
  add(offset: number, length: number, owner: OwnerCode): void {
    const end = Math.min(Math.ceil((offset + length) / this.#clusterSize), this.#clusters)
    for (let cluster = Math.floor(offset / this.#clusterSize); cluster < end; cluster += 1) {
      const index = Math.floor(cluster / PAGE_CLUSTERS)
      const page = this.#pages[index] ?? this.#newPage(index)
      const at = cluster % PAGE_CLUSTERS
      page[at] = joined(page[at] ?? NOBODY, owner)
    }
  }

  #newPage(index: number): Int32Array {
    const page = new Int32Array(PAGE_CLUSTERS)
    this.#pages[index] = page
    this.#pageBytes += page.byteLength
    if (this.#pageBytes <= MAX_PAGE_BYTES) return page
    const expected = says('at most {{bytes}} bytes of owners', { bytes: MAX_PAGE_BYTES })
    throw new FormatError('limit', 'clusters', 0, expected, this.#pageBytes)
  }

  /** Bytes that each of `count` snapshots holds alone, and that several of them share. */
  bytes(count: number): { readonly alone: readonly Held[]; readonly shared: Held } {
    const alone = Array.from({ length: count }, () => ({ diskBytes: 0, vmStateBytes: 0 }))
    const shared = { diskBytes: 0, vmStateBytes: 0 }
    for (const page of this.#pages) {
      if (page === undefined) continue
      for (const code of page) {
        if (code === NOBODY || code === ACTIVE) continue
        const held = code >> 1 === SHARED_OWNER ? shared : alone[(code >> 1) - 1]
        if (held === undefined) continue
        if ((code & 1) === 1) held.vmStateBytes += this.#clusterSize
        else held.diskBytes += this.#clusterSize
      }
    }
    return { alone, shared }
  }
}
