import type { ImageSummary } from './types.ts'

/**
 * Whether the guest's disk is read here: neither bitmaps nor snapshots are needed for that, although
 * qemu refuses an image for them. Without its LUKS header an encrypted disk is noise.
 */
export function isDiskReadable({ fault, faultIn }: ImageSummary): boolean {
  return fault === undefined || faultIn === 'bitmaps' || faultIn === 'snapshots'
}
