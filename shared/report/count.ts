/**
 * A count with a comma before each three digits, as English and Chinese have it. `Intl` would take
 * longer for one number than a report for all.
 */
export function formatCount(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}
