/** Local date and time as `2026-11-21 20:49`: ISO order in every language, sortable by eye. */
export function formatTime(ms: number): string | undefined {
  const parts = partsOf(ms)
  return parts && `${parts.date} ${parts.time}`
}

/** Without the time of day, for cells that have no room for it. */
export function formatDay(ms: number): string | undefined {
  return partsOf(ms)?.date
}

/** With seconds, for facts. */
export function formatTimeExact(ms: number): string | undefined {
  const parts = partsOf(ms)
  return parts && `${parts.date} ${parts.time}:${parts.seconds}`
}

function partsOf(ms: number) {
  const at = new Date(ms)
  // A file can carry any number as its time; 0 is what mkfs and reproducible builds leave.
  if (!Number.isFinite(at.getTime()) || ms <= 0) return undefined
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    seconds: two(at.getSeconds()),
  }
}
