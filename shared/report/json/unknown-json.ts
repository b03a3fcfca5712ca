import type { BaseRow, DiskCell, ImageRow, InstanceRow } from '../../analysis/rows/rows.ts'
import {
  type WhyUnknown,
  whyNoSizes,
  whyNoSizesOfDisk,
  whyNotAllocated,
  whyNoVirtualOf,
} from '../../analysis/sizes/why-unknown.ts'
import type { NodeReport } from '../schema/schema.ts'

type Unknown = NodeReport['instances'][number]['unknown']

interface Reasons {
  readonly virtual?: WhyUnknown | undefined
  readonly allocated?: WhyUnknown | undefined
  readonly sizes?: WhyUnknown | undefined
}

/** Nearly always all is known. */
function unknownPart({ virtual, allocated, sizes }: Reasons): Unknown {
  if (virtual === undefined && allocated === undefined && sizes === undefined) return null
  return { virtual: virtual ?? null, allocated: allocated ?? null, sizes: sizes ?? null }
}

/** What its disks add up to is a number always: `virtual` and `allocated` are of the disks. */
export function unknownOfInstance(row: InstanceRow): Unknown {
  return unknownPart({ sizes: whyNoSizes(row) })
}

export function unknownOfDisk(row: InstanceRow, disk: DiskCell): Unknown {
  return unknownPart({
    virtual: disk.whyNoVirtual,
    allocated: whyNotAllocated(disk),
    sizes: whyNoSizesOfDisk(row, disk),
  })
}

/** Of a base or a stored image. */
export function unknownOfImage(row: BaseRow | ImageRow): Unknown {
  const allocated = whyNotAllocated(row)
  return unknownPart({ virtual: whyNoVirtualOf(row), allocated, sizes: allocated })
}
