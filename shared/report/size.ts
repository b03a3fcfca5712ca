import { formatCount } from './count.ts'

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/**
 * Bytes for people, in binary units with three significant digits: `512 B`, `1.50 KiB`, `20.0 GiB`.
 * Whole numbers up to 1023 stay in their unit; what rounds up to 1024 is 1.00 of the next one.
 */
export function formatSize(bytes: number): string {
  if (bytes < 0) return `-${formatSize(-bytes)}`
  if (bytes < 1024) return `${Math.round(bytes)} B`
  const unit = unitOf(bytes)
  return `${threeDigits(bytes / 1024 ** (unit + 1))} ${units[unit]}`
}

/** The unit that suits a number of bytes from 1 KiB on. */
function unitOf(bytes: number): number {
  let value = bytes / 1024
  let unit = 0
  while (unit < units.length - 1 && Math.round(value) >= 1024) {
    value /= 1024
    unit += 1
  }
  return unit
}

/** A size for people, or a dash where it is not known. */
export function optionalSize(bytes: number | undefined): string {
  return bytes === undefined ? '-' : formatSize(bytes)
}

/** A sum for people, which is at least so much where something is left out; a dash where it is not known. */
export function leastSize(bytes: number | undefined, atLeast: boolean): string {
  return bytes !== undefined && atLeast ? `>= ${formatSize(bytes)}` : optionalSize(bytes)
}

const GIB = units.indexOf('GiB')
/** As many of a unit as nobody reads beside the few of it that something else has. */
const TOO_MANY = 10_000

/**
 * In GiB, which Nova counts in, whatever the size: what is compared with its numbers is in one unit. With
 * hundredths, for beside it stand whole GiB of which Nova dropped the fraction: -62.98 that is -62 there
 * would read -63.0 here, as if one of both were wrong.
 */
export function formatGib(bytes: number): string {
  const [whole = '', hundredths] = (Math.abs(bytes) / 1024 ** (GIB + 1)).toFixed(2).split('.')
  const digits = `${formatCount(Number(whole))}.${hundredths}`
  return `${signOf(bytes, digits)}${digits} ${units[GIB]}`
}

/**
 * How sizes are written that are compared with one another: all in the unit that suits the smallest
 * of them, but in none below GiB where one has that much. Where they lie so far apart that this takes
 * too many digits, each in its own, as elsewhere; so does one that would read as nothing.
 */
export function formatAlike(sizes: readonly number[]): (bytes: number) => string {
  const known = sizes.map(Math.abs).filter((bytes) => bytes > 0)
  const largest = Math.max(0, ...known)
  if (largest < 1024) return formatSize
  const unit = Math.max(unitOf(Math.min(...known)), Math.min(GIB, unitOf(largest)))
  if (largest >= TOO_MANY * 1024 ** (unit + 1)) return formatSize
  return (bytes) => (bytes === 0 ? formatSize(0) : formatIn(unit, bytes))
}

function formatIn(unit: number, bytes: number): string {
  const value = Math.abs(bytes) / 1024 ** (unit + 1)
  if (value < 0.005) return formatSize(bytes)
  const digits = value < 1000 ? threeDigits(value) : formatCount(Math.round(value))
  return `${signOf(bytes, digits)}${digits} ${units[unit]}`
}

/** Nothing is below zero that is shown as 0.00. */
function signOf(bytes: number, digits: string): string {
  return bytes < 0 && Number(digits) !== 0 ? '-' : ''
}

/** Rounded first, so that 9.996 is `10.0` and not `10.00`. */
function threeDigits(value: number): string {
  if (Number(value.toFixed(2)) < 10) return value.toFixed(2)
  if (Number(value.toFixed(1)) < 100) return value.toFixed(1)
  return value.toFixed(0)
}
