const UNITS: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/**
 * A number of bytes as qemu-img prints it: three significant digits (C's `%0.3g`) and a binary
 * unit, with the next unit from 1000 on, not 1024. E.g. `196 KiB`, `0.977 MiB`, `1e+03 KiB`.
 */
export function qemuSize(bytes: number): string {
  const exponent = bytes < 1 ? 0 : Math.floor(Math.log2(bytes * 1.024) / 10)
  // log2 may round up to a boundary that the value does not reach.
  const unit = exponent > 0 && bytes * 1.024 < 2 ** (exponent * 10) ? exponent - 1 : exponent
  return `${formatG3(bytes / 2 ** (unit * 10))} ${UNITS[unit] ?? ''}B`
}

/** C's `%.3g`: exact decimal ties go to the even digit, trailing zeros are dropped. */
function formatG3(value: number): string {
  if (value === 0) return '0'
  let exponent = Math.floor(Math.log10(value))
  let digits = roundHalfEven(value * 10 ** (2 - exponent))
  if (digits >= 1000) {
    digits = 100
    exponent += 1
  }
  if (exponent > 2)
    return `${trimZeros((digits / 100).toFixed(2))}e+${String(exponent).padStart(2, '0')}`
  return trimZeros((digits / 10 ** (2 - exponent)).toFixed(2 - exponent))
}

/** C's `%.2f`: of a tie, which only an odd number of eighths is, JavaScript takes the larger. */
export function formatF2(value: number): string {
  const isTie = Math.abs((value * 8) % 2) === 1
  return isTie ? (roundHalfEven(value * 100) / 100).toFixed(2) : value.toFixed(2)
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
