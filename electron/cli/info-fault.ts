import type { ImageDetails } from '../../shared/formats/details.ts'
import { isExtentAlone, NO_DESCRIPTOR } from '../../shared/formats/vmdk/extent-alone.ts'

/**
 * Why qemu does not open an image, as far as its own header tells, or why the list of snapshots lacks
 * some; undefined for nothing.
 */
export function faultOf({ summary, faults, vmdk }: ImageDetails): string | undefined {
  if (summary.fault !== undefined) return summary.fault.message
  if (vmdk !== undefined && isExtentAlone(vmdk)) return `it has ${NO_DESCRIPTOR}`
  return faults.find(({ what }) => what === 'snapshots')?.message
}
