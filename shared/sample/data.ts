import { CLUSTER_SIZE, type GuestCluster } from './encode/qcow2.ts'
import { type Random, randomBytes } from './random.ts'

const POOL_CLUSTERS = 32

/** Hands out what guests have written. */
export interface GuestData {
  /**
   * `count` data clusters in runs all over a disk of `virtualSize` bytes, with a few zero clusters
   * between them; cluster 0 comes first. In the order in which the guest wrote them.
   */
  scatter(random: Random, virtualSize: number, count: number): readonly GuestCluster[]
}

/** Clusters are views of one pool of random bytes, so that a whole node takes little memory. */
export function createGuestData(seed: number): GuestData {
  const pool = randomBytes(seed, POOL_CLUSTERS * CLUSTER_SIZE)
  const cluster = (random: Random) => {
    const offset = random.between(0, pool.length - CLUSTER_SIZE)
    return pool.subarray(offset, offset + CLUSTER_SIZE)
  }
  return {
    scatter: (random, virtualSize, count) => {
      const indexes = scatterIndexes(random, Math.floor(virtualSize / CLUSTER_SIZE), count)
      return indexes.map((index, turn) =>
        turn % 13 === 12 ? { index } : { index, bytes: cluster(random) },
      )
    },
  }
}

function scatterIndexes(random: Random, clusters: number, count: number): readonly number[] {
  const indexes = new Set<number>()
  let start = 0
  while (indexes.size < count) {
    const end = Math.min(start + random.between(2, 24), clusters)
    for (let index = start; index < end && indexes.size < count; index++) indexes.add(index)
    start = random.between(0, clusters - 1)
  }
  return [...indexes]
}
