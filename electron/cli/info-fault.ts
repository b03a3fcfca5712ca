import type { ImageDetails } from '../../shared/formats/details.ts'
import { isExtentAlone, NO_DESCRIPTOR } from '../../shared/formats/vmdk/extent-alone.ts'

/** Why qemu does not open an image, as far as its own header tells; undefined for nothing. */
export function faultOf({ summary, vmdk }: ImageDetails): string | undefined {
  if (summary.fault !== undefined) return summary.fault.message
  return vmdk !== undefined && isExtentAlone(vmdk) ? `it has ${NO_DESCRIPTOR}` : undefined
}
