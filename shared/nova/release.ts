/** Nova's release by the first number of its version; up to Kilo that was a year. */
export function releaseOf(version: string): number | undefined {
  const first = Number.parseInt(version, 10)
  if (Number.isNaN(first)) return undefined
  return first >= 2000 ? 0 : first
}
