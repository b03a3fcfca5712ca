/**
 * The first release of each series in which Nova tells qemu-img the format of a raw disk that it resizes:
 * CVE-2026-24708, by its CVE record and OSSA-2026-002 ("before 30.2.2, 31 before 31.2.1, and 32 before
 * 32.1.1"). No older series has one; what a distribution patches keeps its number.
 */
const FIXED: readonly (readonly [series: number, minor: number, patch: number])[] = [
  [30, 2, 2],
  [31, 2, 1],
  [32, 1, 1],
]

/** `lacks`: no release of that number has it. `has`: that release has. Undefined where nothing is known. */
export type HeaderFix = 'lacks' | 'has'

/**
 * Whether a version of Nova, as its XML tells it, has the fix; of a series after those nobody said. Nor is
 * it known of the first number that has it: what is built from a checkout on the way there (30.2.2.dev5)
 * writes the same (nova/version.py, pbr's `brief_string`).
 */
export function headerFix(version: string | undefined): HeaderFix | undefined {
  const [, major, minor, patch] =
    /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?![\d.])/.exec(version ?? '') ?? []
  if (major === undefined) return undefined
  const series = Number(major)
  const fixed = FIXED.find(([of]) => of === series)
  if (fixed === undefined) return series < (FIXED[0]?.[0] ?? 0) ? 'lacks' : undefined
  const [, minors, patches] = fixed
  const [isMinor, isPatch] = [Number(minor) - minors, Number(patch) - patches]
  if (isMinor === 0 && isPatch === 0) return undefined
  return isMinor > 0 || (isMinor === 0 && isPatch > 0) ? 'has' : 'lacks'
}
