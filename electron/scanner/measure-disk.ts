import { isMissing } from '../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { DiskExtent } from '../../shared/formats/disk/types.ts'
import { DEFAULT_TARGET, measureQcow2 } from '../../shared/formats/qcow2/measure.ts'
import type { DiskMeasure } from '../../shared/ipc/contract.ts'
import { openDiskIn } from '../files/open-disk.ts'
import type { ImagePlace } from './image-place.ts'
import type { WorkSteps } from './work-steps.ts'

/** Extents between two signs of life. */
const STEP = 1024

/**
 * What the guest's disk would take as one qcow2 that needs no other. Throws `FormatError` and
 * `TreeError`.
 */
export function measureDisk({ path, grants }: ImagePlace, steps: WorkSteps): DiskMeasure {
  const opened = openDiskIn(path, grants)
  try {
    const { disk } = opened
    const sum = { missing: 0 }
    const extents = watched(disk.extents(0, disk.size, new FaultLog()), disk.size, steps, sum)
    const { required, fullyAllocated } = measureQcow2(disk.size, DEFAULT_TARGET, { extents })
    const exact = disk.layers.every((layer) => isMissing(layer) || layer.holesKnown)
    return { required, fullyAllocated, missing: sum.missing, exact }
  } finally {
    opened.close()
  }
}

function* watched(
  extents: Iterable<DiskExtent>,
  size: number,
  steps: WorkSteps,
  sum: { missing: number },
): Generator<DiskExtent> {
  let count = 0
  for (const extent of extents) {
    if (count % STEP === 0) steps.goOn(extent.start, size)
    count += 1
    if (extent.kind === 'missing' || extent.kind === 'invalid') sum.missing += extent.length
    yield extent
  }
}
