/** Local date and time as `2026-11-21 20:49`: ISO order in every language, sortable by eye. */
export function formatTime(ms: number): string | undefined {
  const parts = partsOf(ms)
  return parts && `${parts.date} ${parts.time}`
}

/** Without the time of day, for cells that have no room for it. */
export function formatDay(ms: number): string | undefined {
  return partsOf(ms)?.date
}

/** The time of day to the second, for what has just happened. */
export function formatClock(ms: number): string | undefined {
  const parts = partsOf(ms)
  return parts && `${parts.time}:${parts.seconds}`
}

/** With seconds and how far it is from UTC, which reports and logs may be in; for facts. */
export function formatTimeExact(ms: number): string | undefined {
  const parts = partsOf(ms)
  return parts && `${parts.date} ${parts.time}:${parts.seconds} ${zoneOf(ms)}`
}

/** `UTC`, `UTC+8` or `UTC-3:30`, as it was at that time. */
function zoneOf(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`
}

/** Whether it tells of a moment: a file can carry any number; 0 is what mkfs and reproducible builds leave. */
export function isMoment(ms: number): boolean {
  return ms > 0 && ms <= latest
}

/** What a `Date` holds: a hundred million days. */
const latest = 8.64e15

function partsOf(ms: number) {
  const at = new Date(ms)
  if (!isMoment(ms)) return undefined
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    seconds: two(at.getSeconds()),
  }
}
