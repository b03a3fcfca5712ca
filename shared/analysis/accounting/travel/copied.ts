import { roundUp } from '../../../bytes/numbers.ts'

interface FileSizes {
  readonly allocated: number
  readonly length?: number | undefined
}

/** What the end of a file is rounded up to: the block of nearly all file systems. */
const BLOCK = 4096

/**
 * Bytes that a copy which keeps holes brings along: not what is allocated beyond the end of a file, by
 * Nova with `preallocate_images` (`fallocate -n`) or by XFS for a file that grows.
 */
export function copiedBytes({ allocated, length }: FileSizes): number {
  return length === undefined ? allocated : Math.min(allocated, roundUp(length, BLOCK))
}
