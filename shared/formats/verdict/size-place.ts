import type { ImageFormat } from '../types.ts'
import { VPC_FOOTER_SIZE } from '../vpc/footer.ts'
import { type Facts, isFooterOnly } from './facts.ts'

/** Where the header begins with it and has one layout. */
const SIZE_AT: Readonly<Partial<Record<ImageFormat, number>>> = {
  qcow2: 24,
  qcow: 24,
  qed: 48,
  vdi: 0x170,
  parallels: 36,
}
/** Of a sparse extent and of an ESX one. */
const VMDK_CAPACITY = 12
/** In a footer, and in its copy at the start. */
const VPC_CURRENT_SIZE = 48
/** What images of some creators have their size from, which may be another than the recorded one. */
const VPC_GEOMETRY = 56

/**
 * Where in the file the virtual size stands, as evidence; undefined where it stands nowhere: it is the file's
 * length, or the sum of a descriptor's extents.
 */
export function sizePlace(facts: Facts): number | undefined {
  const { format, details, source, summary } = facts
  const { vmdk, vhdx, vpc } = details
  if (format === 'vpc') {
    const isRecorded = vpc === undefined || vpc.recordedSize === summary.virtualSize
    const at = isRecorded ? VPC_CURRENT_SIZE : VPC_GEOMETRY
    return at + (isFooterOnly(facts) ? source.size - VPC_FOOTER_SIZE : 0)
  }
  if (vmdk?.sparse !== undefined || vmdk?.cowd !== undefined) return VMDK_CAPACITY
  if (vhdx === undefined) return SIZE_AT[format]
  const region = vhdx.regions.find(({ name }) => name === 'metadata')
  const item = vhdx.items.find(({ name }) => name === 'virtual-disk-size')
  return region && item && region.offset + item.offset
}
