import { u64be } from '../helpers/bytes/encoders.ts'
import { qcow2Header } from '../helpers/bytes/encoders-qcow2.ts'
import type { SeededRandom } from '../helpers/images/seeded-random.ts'

const LENGTH = 2 ** 20
const COPIED = 1n << 63n
const COMPRESSED = 1n << 62n

/**
 * A file of 1 MiB that qemu would open, whose tables are as large and as many as its header may say,
 * overlap each other, and are full of entries that lead back into the file.
 */
export function composed(random: SeededRandom): Uint8Array {
  const clusterBits = 9 + random.below(13)
  const clusterSize = 2 ** clusterBits
  const extended = clusterBits >= 14 && random.below(3) === 0
  const l1Size = random.pick([1, 64, 4096, 2 ** 18, 2 ** 22])
  const coverage = clusterSize * (clusterSize / (extended ? 16 : 8))
  const place = () => random.below(Math.ceil(LENGTH / clusterSize)) * clusterSize
  const bytes = new Uint8Array(LENGTH)
  fillTables(bytes, clusterSize, random)
  bytes.set(
    qcow2Header({
      clusterBits,
      l1Size,
      size: Math.min(l1Size * coverage, 2 ** random.pick([30, 45, 52])),
      l1Offset: place(),
      refcountOffset: place(),
      refcountClusters: random.pick([1, 2 ** (23 - clusterBits)]),
      snapshots: random.pick([0, 0, 1, 100, 65_536]),
      snapshotsOffset: place(),
      refcountOrder: random.below(7),
      incompatible: extended ? 16 : random.pick([0, 0, 4]),
    }),
  )
  return bytes
}

function fillTables(bytes: Uint8Array, clusterSize: number, random: SeededRandom): void {
  const entry = random.pick([
    () => 0n,
    () => inFile(clusterSize, random) | COPIED,
    () => inFile(512, random),
    () => COMPRESSED | inFile(1, random),
    () => random.pick([0n, COPIED, 1n, inFile(clusterSize, random), inFile(512, random)]),
    () => BigInt(random.below(2 ** 32)) * BigInt(random.below(2 ** 32)),
  ])
  const steps = random.pick([1, 1, 1, 7, 100])
  for (let at = 0; at < bytes.length; at += 8 * steps) bytes.set(u64be(entry()), at)
}

function inFile(step: number, random: SeededRandom): bigint {
  return BigInt(random.below(LENGTH / step + 1) * step)
}
