const formats = new Map<string, Intl.NumberFormat>()

/** A count with the language's grouping. Formats are kept: making one is dear. */
export function formatCount(value: number, language: string): string {
  let format = formats.get(language)
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    formats.set(language, format)
  }
  return format.format(value)
}

/** A number's text with the minus that is as wide as a digit, where it begins with a hyphen. */
export function withMinus(text: string): string {
  return text.replace(/^-/, '−')
}

/** A share as percent: `42%`, `<1%` for what is there but rounds to nothing, and `>99%` where something lacks. */
export function formatPercent(part: number, whole: number): string {
  if (!(whole > 0) || part <= 0) return '0%'
  const percent = (part / whole) * 100
  if (percent < 1) return '<1%'
  if (part < whole && percent >= 99.5) return '>99%'
  return `${Math.round(percent)}%`
}

/** A ratio with as many digits as it bears, cut off and so true after `≥`: `0.42`, `3.2`, `12`, `2,204`. */
export function formatRatio(part: number, whole: number): string {
  const ratio = part / whole
  if (ratio >= 10) return formatCount(Math.floor(ratio), 'en')
  // By whole hundredths: 1.1 of a number is a hair less than 1.1.
  const hundredths = Math.floor(ratio * 100 + 1e-9)
  return ratio >= 1 ? (Math.floor(hundredths / 10) / 10).toFixed(1) : (hundredths / 100).toFixed(2)
}

/** Permission bits as `ls` writes them: `rw-r--r--`. */
export function formatMode(mode: number): string {
  const letters = 'rwxrwxrwx'
  let text = ''
  for (let bit = 0; bit < 9; bit += 1) {
    text += mode & (0o400 >> bit) ? letters.charAt(bit) : '-'
  }
  return `${text} (${(mode & 0o7777).toString(8).padStart(4, '0')})`
}
