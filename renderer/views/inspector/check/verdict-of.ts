import type { ImageCheck } from '../../../../shared/formats/check/types.ts'

/** What a check came to, worst first behind what leaves it without a verdict. */
export type CheckVerdict = 'changed' | 'corrupt' | 'cut' | 'errors' | 'leaks' | 'clean'

/**
 * As qemu-img's exit code ranks it, but for what could not be checked: that hides no corruption. A
 * file that ends before its structures do is cut, which qemu-img does not look for. What was found
 * in a file that changed meanwhile may come of that alone.
 */
export function checkVerdict(check: ImageCheck): CheckVerdict {
  if (check.changed) return 'changed'
  if (check.corruptions > 0) return 'corrupt'
  if (check.beyondEndCount > 0) return 'cut'
  if (check.checkErrors > 0) return 'errors'
  return check.leaks > 0 ? 'leaks' : 'clean'
}
