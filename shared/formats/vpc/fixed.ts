import type { ImageDetails } from '../details.ts'

/**
 * Whether the file is a VHD by the footer at its end alone. qemu looks at the beginning of what it
 * probes (block/vpc.c, `vpc_probe`): unless it is told, such a file is raw to it, footer and all.
 */
export function isFixedVpc({ vpc }: Pick<ImageDetails, 'vpc'>): boolean {
  return vpc !== undefined && vpc.dynamic === undefined
}
