import { isMissing } from '../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { DiskExtent } from '../../shared/formats/disk/types.ts'
import { DEFAULT_TARGET, measureQcow2 } from '../../shared/formats/qcow2/measure.ts'
import type { DiskMeasure } from '../../shared/ipc/contract.ts'
import { type OpenedDisk, openDiskIn } from '../files/open-disk.ts'
import type { ImagePlace } from './image-place.ts'
import type { WorkSteps } from './work-steps.ts'

/** Extents between two signs of life. */
const STEP = 1024

/**
 * What the guest's disk would take as one qcow2 that needs no other. Where the holes of a raw layer
 * lie is not looked for: it counts no more than is allocated for it. Throws `FormatError` and
 * `TreeError`.
 */
export function measureDisk({ path, grants }: ImagePlace, steps: WorkSteps): DiskMeasure {
  const opened = openDiskIn(path, grants)
  try {
    const { disk } = opened
    const sums = new Sums()
    const extents = sums.watch(disk.extents(0, disk.size, new FaultLog()), (start) =>
      steps.goOn(start, disk.size),
    )
    const { required, fullyAllocated } = measureQcow2(disk.size, DEFAULT_TARGET, { extents })
    const holes = holesOf(opened, sums)
    return { required: required - holes, fullyAllocated, missing: sums.missing, exact: holes === 0 }
  } finally {
    opened.close()
  }
}

/** Bytes that raw layers are said to hold beyond what is allocated for them. */
function holesOf({ disk, chain }: OpenedDisk, { byDepth }: Sums): number {
  let holes = 0
  for (const [depth, layer] of disk.layers.entries()) {
    const allocated = chain.layers[depth]?.allocated
    if (isMissing(layer) || layer.holesKnown || allocated === undefined) continue
    holes += Math.max(0, (byDepth.get(depth) ?? 0) - allocated)
  }
  return holes
}

/** Adds up extents while they go by. Bytes. */
class Sums {
  readonly byDepth = new Map<number, number>()
  missing = 0;

  *watch(
    extents: Iterable<DiskExtent>,
    beat: (start: number) => void,
  ): Generator<DiskExtent, void, undefined> {
    let count = 0
    for (const extent of extents) {
      const { kind, depth, length } = extent
      if (count % STEP === 0) beat(extent.start)
      count += 1
      if (kind === 'missing' || kind === 'invalid') this.missing += length
      if (kind === 'data') this.byDepth.set(depth, (this.byDepth.get(depth) ?? 0) + length)
      yield extent
    }
  }
}
