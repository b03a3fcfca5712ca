import type { ImageDetails } from '../../../shared/formats/details.ts'
import { isFixedVpc } from '../../../shared/formats/vpc/fixed.ts'

/** The end of a sentence on a fixed VHD. */
export const PROBED = 'QEMU, unless it is told, takes such a file for raw, footer and all'

/** Beside what `info` shows as qemu-img does; undefined where both see the same. */
export function shownAsRaw(details: ImageDetails): string | undefined {
  if (!isFixedVpc(details)) return undefined
  const size = details.summary.virtualSize
  return `it ends with the footer of a fixed VHD, whose disk has ${size} bytes, as map, read and export have it; ${PROBED}, and so it is shown`
}
