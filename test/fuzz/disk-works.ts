import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { DiskExtent, GuestDisk } from '../../shared/formats/disk/types.ts'
import { DEFAULT_TARGET, measureQcow2 } from '../../shared/formats/qcow2/measure.ts'
import { mapEntries } from '../helpers/images/map-entries.ts'
import type { SeededRandom } from '../helpers/images/seeded-random.ts'

/** A map goes from the first byte to the last, whatever the tables say. */
export function mapDisk(disk: GuestDisk): void {
  const faults = new FaultLog()
  let end = 0
  for (const { start, length } of mapEntries(disk, { faults })) {
    if (start !== end || length <= 0) throw new Error(`a map that jumps from ${end} to ${start}`)
    end += length
  }
  if (end !== disk.size) throw new Error(`a map that ends at ${end} of ${disk.size}`)
}

export function measureDisk(disk: GuestDisk, random: SeededRandom): void {
  const clusterSize = 2 ** (9 + random.below(13))
  const target = { ...DEFAULT_TARGET, clusterSize, refcountBits: 2 ** random.below(7) }
  const { required, fullyAllocated } = measureQcow2(disk.size, target, { extents: disk.extents() })
  const possible = required > 0 && required <= fullyAllocated
  if (!possible) throw new Error(`${required} of ${fullyAllocated} bytes required`)
}

export function readDisk(disk: GuestDisk, random: SeededRandom): void {
  if (disk.size === 0) return
  const start = startOfRead(disk, random)
  const length = Math.min(1 + random.below(200_000), disk.size - start)
  disk.read(new Uint8Array(length), start)
}

/** Anywhere, or in one of the first stretches that hold something. */
function startOfRead(disk: GuestDisk, random: SeededRandom): number {
  if (random.below(3) === 0) return random.below(disk.size)
  const held: DiskExtent[] = []
  for (const extent of disk.extents()) {
    if (extent.kind === 'data' || extent.kind === 'compressed') held.push(extent)
    if (held.length === 20) break
  }
  if (held.length === 0) return 0
  const { start, length } = random.pick(held)
  return start + random.below(length)
}
