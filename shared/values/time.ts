/** Milliseconds. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Largest time value of ECMAScript, in milliseconds on either side of the epoch. */
const MAX_TIME = 8.64e15

/** As `isoTime`, to the second: for people. */
export function isoSeconds(ms: number): string | undefined {
  return isoTime(ms)?.replace(/\.\d+Z$/, 'Z')
}

/** ISO 8601 in UTC; undefined for a time that no date can be, and for 0, which stands for none. */
export function isoTime(ms: number): string | undefined {
  if (!(Math.abs(ms) <= MAX_TIME) || ms === 0) return undefined
  return new Date(ms).toISOString()
}
