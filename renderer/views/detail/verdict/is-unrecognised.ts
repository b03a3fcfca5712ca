import type { Verdict } from '../../../../shared/formats/verdict/types.ts'

/**
 * Whether a file is taken for raw only because nothing of it is known, and nobody said that it is: any
 * file is. Nova makes raw disks and bases itself.
 */
export function isUnrecognised({ role, detection, checks }: Verdict): boolean {
  const [first, ...others] = detection.candidates
  const isWeak = first?.format === 'raw' && first.confidence === 'weak' && others.length === 0
  const isNovas = role === 'disk' || role === 'base'
  return isWeak && !isNovas && checks.some(isUndeclared)
}

function isUndeclared({ code, state }: Verdict['checks'][number]): boolean {
  return code === 'declared-format' && state === 'not-applicable'
}
