import { isMissing } from '../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import { merged } from '../../shared/formats/disk/merge.ts'
import type { DiskExtent } from '../../shared/formats/disk/types.ts'
import { DEFAULT_TARGET, measureQcow2 } from '../../shared/formats/qcow2/measure.ts'
import type { DiskMeasure } from '../../shared/ipc/answers.ts'
import { dataAllocated } from '../files/data-allocated.ts'
import { openDiskIn } from '../files/open-disk.ts'
import type { OpenedDisk } from '../files/opened-disk.ts'
import type { ImagePlace } from './image-place.ts'
import { Steppable } from './steppable.ts'
import type { WorkSteps } from './work-steps.ts'

/** Pieces between two signs of life. */
const STEP = 64

/**
 * What the guest's disk would take as one qcow2 that needs no other. Where the holes of a raw layer
 * lie is not looked for: it counts no more than is allocated for it. Undefined when it was given up.
 * Throws `FormatError` and `TreeError`.
 */
export function measureDisk(
  { named, path, grants }: ImagePlace,
  steps: WorkSteps,
): DiskMeasure | undefined {
  const opened = openDiskIn({ named, path }, grants)
  try {
    const { disk } = opened
    const sums = new Sums()
    const pieces = new Steppable(disk.pieces(0, disk.size, new FaultLog()), (count, { start }) => {
      return count % STEP !== 0 || steps.goOn(start, disk.size)
    })
    const extents = sums.watch(merged(pieces))
    const { required, fullyAllocated } = measureQcow2(disk.size, DEFAULT_TARGET, { extents })
    if (pieces.stopped) return undefined
    const holes = holesOf(opened, sums)
    return { required: required - holes, fullyAllocated, missing: sums.missing, exact: holes === 0 }
  } finally {
    opened.close()
  }
}

/** Bytes that raw layers are said to hold beyond what is allocated for them. */
function holesOf({ disk, files }: OpenedDisk, { byDepth }: Sums): number {
  let holes = 0
  for (const [depth, layer] of disk.layers.entries()) {
    const file = files[depth]
    if (isMissing(layer) || layer.holesKnown || file === undefined) continue
    const data = byDepth.get(depth) ?? 0
    holes += Math.max(0, data - (dataAllocated(file) ?? data))
  }
  return holes
}

/** Adds up extents while they go by. Bytes. */
class Sums {
  readonly byDepth = new Map<number, number>()
  missing = 0;

  *watch(extents: Iterable<DiskExtent>): Generator<DiskExtent, void, undefined> {
    for (const extent of extents) {
      const { kind, depth, length } = extent
      if (kind === 'missing' || kind === 'invalid') this.missing += length
      if (kind === 'data') this.byDepth.set(depth, (this.byDepth.get(depth) ?? 0) + length)
      yield extent
    }
  }
}
