import type { ImageCheck } from '../../../../shared/formats/check/types.ts'

/** What a check came to, worst first. */
export type CheckVerdict = 'corrupt' | 'cut' | 'errors' | 'leaks' | 'clean'

/**
 * As qemu-img's exit code ranks it, but for what could not be checked: that hides no corruption. A
 * file that ends before its structures do is cut, which qemu-img does not look for.
 */
export function checkVerdict(check: ImageCheck): CheckVerdict {
  if (check.corruptions > 0) return 'corrupt'
  if (check.beyondEndCount > 0) return 'cut'
  if (check.checkErrors > 0) return 'errors'
  return check.leaks > 0 ? 'leaks' : 'clean'
}
