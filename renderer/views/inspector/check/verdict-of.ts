import type { ImageCheck } from '../../../../shared/formats/qcow2/check/types.ts'

/** What a check came to, worst first. */
export type CheckVerdict = 'corrupt' | 'errors' | 'leaks' | 'clean'

/** As qemu-img's exit code ranks it, but for what could not be checked: that hides no corruption. */
export function checkVerdict(check: ImageCheck): CheckVerdict {
  if (check.corruptions > 0) return 'corrupt'
  if (check.checkErrors > 0) return 'errors'
  return check.leaks > 0 ? 'leaks' : 'clean'
}
