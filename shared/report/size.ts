const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/**
 * Bytes for people, in binary units with three significant digits: `512 B`, `1.50 KiB`, `20.0 GiB`.
 * Whole numbers up to 1023 stay in their unit; what rounds up to 1024 is 1.00 of the next one.
 */
export function formatSize(bytes: number): string {
  if (bytes < 0) return `-${formatSize(-bytes)}`
  if (bytes < 1024) return `${Math.round(bytes)} B`
  let value = bytes / 1024
  let unit = 0
  while (unit < units.length - 1 && Math.round(value) >= 1024) {
    value /= 1024
    unit += 1
  }
  return `${threeDigits(value)} ${units[unit]}`
}

const GIB = 1024 ** 3

/** In GiB, which Nova counts in, whatever the size: what is compared with its numbers is in one unit. */
export function formatGib(bytes: number): string {
  const value = Math.abs(bytes) / GIB
  const digits = value < 1000 ? threeDigits(value) : grouped(Math.round(value))
  // Nothing is below zero that is shown as 0.00.
  return `${bytes < 0 && Number(digits) !== 0 ? '-' : ''}${digits} GiB`
}

/** With a comma before each three digits. `Intl` would take longer for one number than a report for all. */
function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** Rounded first, so that 9.996 is `10.0` and not `10.00`. */
function threeDigits(value: number): string {
  if (Number(value.toFixed(2)) < 10) return value.toFixed(2)
  if (Number(value.toFixed(1)) < 100) return value.toFixed(1)
  return value.toFixed(0)
}
