import type { ImageDetails } from '../details.ts'
import type { ImageFormat } from '../types.ts'

const CHECKED: ReadonlySet<ImageFormat> = new Set([
  'parallels',
  'qcow2',
  'qed',
  'vdi',
  'vhdx',
  'vmdk',
])

/** Whether there is a check for an image of a format. */
export function hasCheck({ summary: { format } }: ImageDetails): boolean {
  return CHECKED.has(format)
}
