import type { ImageDetails } from '../details.ts'
import type { ImageFormat } from '../types.ts'

const CHECKED: ReadonlySet<ImageFormat> = new Set(['parallels', 'qcow2', 'qed', 'vdi', 'vhdx'])

/** Whether there is a check for an image: of a VMDK only where its data is in the file itself. */
export function hasCheck({ summary: { format }, vmdk }: ImageDetails): boolean {
  return CHECKED.has(format) || vmdk?.sparse !== undefined || vmdk?.cowd !== undefined
}
