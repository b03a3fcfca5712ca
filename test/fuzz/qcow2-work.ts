import { nodeCodecs } from '../../electron/files/codecs.ts'
import { FormatError } from '../../shared/bytes/errors.ts'
import type { ByteSource } from '../../shared/bytes/source.ts'
import { checkImage } from '../../shared/formats/check-image.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import { mapEntries } from '../../shared/formats/disk/map.ts'
import type { DiskExtent, GuestDisk } from '../../shared/formats/disk/types.ts'
import { DEFAULT_TARGET, measureQcow2 } from '../../shared/formats/qcow2/measure.ts'
import { openQcow2Layer } from '../../shared/formats/qcow2/open-layer.ts'
import { snapshotSpace } from '../../shared/formats/qcow2/snapshot-space.ts'
import type { SeededRandom } from '../helpers/disk-images.ts'

/** One thing that is done with an image. */
export interface Work {
  readonly name: string
  readonly run: () => void
}

/** Everything that reads a qcow2 image's tables. */
export function worksOn(
  source: ByteSource,
  dataFile: ByteSource | undefined,
  random: SeededRandom,
): readonly Work[] {
  const context = { codecs: nodeCodecs, ...(dataFile !== undefined && { dataFile }) }
  const open = (snapshot?: string) =>
    openDisk(openQcow2Layer(source, { ...context, ...(snapshot !== undefined && { snapshot }) }))
  return [
    { name: 'check', run: () => checkImage(source) },
    { name: 'snapshot space', run: () => snapshotSpace(source) },
    { name: 'map', run: () => map(open()) },
    { name: 'map of a snapshot', run: () => map(open('1')) },
    { name: 'measure', run: () => measure(open(), random) },
    ...Array.from({ length: 4 }, () => ({ name: 'read', run: () => read(open(), random) })),
  ]
}

/** Whether the work was refused. Throws what is no `FormatError` with all its parts. */
export function isRefused({ name, run }: Work): boolean {
  try {
    run()
    return false
  } catch (error) {
    if (error instanceof FormatError && isWhole(error)) return true
    throw new Error(`${name} ended with ${String(error)}`, { cause: error })
  }
}

function isWhole({ fault }: FormatError): boolean {
  return [fault.what, fault.expected, fault.found, fault.message].every((text) => text !== '')
}

function map(disk: GuestDisk): void {
  const faults = new FaultLog()
  let end = 0
  for (const { start, length } of mapEntries(disk, { faults })) {
    if (start !== end || length <= 0) throw new Error(`a map that jumps from ${end} to ${start}`)
    end += length
  }
  if (end !== disk.size) throw new Error(`a map that ends at ${end} of ${disk.size}`)
}

function measure(disk: GuestDisk, random: SeededRandom): void {
  const clusterSize = 2 ** (9 + random.below(13))
  const target = { ...DEFAULT_TARGET, clusterSize, refcountBits: 2 ** random.below(7) }
  const { required, fullyAllocated } = measureQcow2(disk.size, target, { extents: disk.extents() })
  const possible = required > 0 && required <= fullyAllocated
  if (!possible) throw new Error(`${required} of ${fullyAllocated} bytes required`)
}

function read(disk: GuestDisk, random: SeededRandom): void {
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
