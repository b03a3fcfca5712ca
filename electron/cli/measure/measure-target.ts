import type { Qcow2Target } from '../../../shared/formats/qcow2/measure.ts'
import { UsageError } from '../error-text.ts'

/**
 * Throws a `UsageError`, in qemu-img's words, for what it does not measure. That version 2 has no extended L2
 * entries only its `create` minds.
 */
export function checkTarget({ clusterSize, refcountBits, extendedL2, version }: Qcow2Target): void {
  if (!isPowerOfTwo(clusterSize) || clusterSize < 512 || clusterSize > 2 ** 21) {
    throw new UsageError('Cluster size must be a power of two between 512 and 2048k')
  }
  if (!isPowerOfTwo(refcountBits) || refcountBits > 64) {
    throw new UsageError('Refcount width must be a power of two and may not exceed 64 bits')
  }
  if (version === 2 && refcountBits !== 16) {
    throw new UsageError('Different refcount widths than 16 bits require compat=1.1 or greater')
  }
  if (extendedL2 && clusterSize < 16384) {
    throw new UsageError(
      'Extended L2 entries are only supported with cluster sizes of at least 16384 bytes',
    )
  }
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value))
}
