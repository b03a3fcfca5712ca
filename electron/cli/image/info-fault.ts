import type { ImageDetails } from '../../../shared/formats/details.ts'
import { isExtentAlone, NO_DESCRIPTOR } from '../../../shared/formats/vmdk/extent-alone.ts'
import { formatOffset } from '../../../shared/values/offset.ts'

/**
 * Why qemu does not open an image, as far as its own header tells; undefined for nothing.
 */
export function faultOf({ summary, vmdk }: ImageDetails): string | undefined {
  if (summary.fault !== undefined) return summary.fault.message
  if (vmdk !== undefined && isExtentAlone(vmdk)) return `it has ${NO_DESCRIPTOR}`
  return undefined
}

/** Of an image whose file ends inside its snapshot table, which qemu opens; undefined for any other. */
export function lostSnapshots({ summary, faults, qcow2 }: ImageDetails): string | undefined {
  const isCut = faults.some(({ code, what }) => code === 'truncated' && what === 'snapshots')
  if (!isCut || summary.fault !== undefined || qcow2 === undefined) return undefined
  const { nbSnapshots, snapshotsOffset } = qcow2.header
  const known = qcow2.snapshots.length
  return `the file ends inside its snapshot table at offset ${formatOffset(snapshotsOffset)}: ${known} of ${nbSnapshots} snapshots are shown; QEMU reads zeros there and lists the others without id, name and date`
}
