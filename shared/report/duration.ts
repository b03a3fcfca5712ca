/** A length of time as people say it. */
export interface Duration {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days'
  readonly count: number
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Whole seconds in the largest unit that says them exactly: an option of 900 s is no hour, and none
 * of 90 minutes two. A single day is 24 hours, as Nova's documentation has it.
 */
export function durationOf(seconds: number): Duration {
  if (seconds >= 2 * DAY && seconds % DAY === 0) return { unit: 'days', count: seconds / DAY }
  if (seconds >= HOUR && seconds % HOUR === 0) return { unit: 'hours', count: seconds / HOUR }
  if (seconds >= MINUTE && seconds % MINUTE === 0) {
    return { unit: 'minutes', count: seconds / MINUTE }
  }
  return { unit: 'seconds', count: seconds }
}

const symbols: Readonly<Record<Duration['unit'], string>> = {
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
}

/** For the terminal. */
export function formatDuration(seconds: number): string {
  const { unit, count } = durationOf(seconds)
  return `${count} ${symbols[unit]}`
}
