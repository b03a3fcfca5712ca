import { formatSize } from '../../shared/report/size.ts'
import { formatCount } from './number.ts'

/** A sum, which is at least so much where something is left out; a dash where nothing of it is known. */
export function sumText(bytes: number | undefined, atLeast: boolean): string {
  if (bytes === undefined) return '–'
  return atLeast ? `≥ ${formatSize(bytes)}` : formatSize(bytes)
}

/** How many there are: at least so many where not everything was looked at. */
export function countText(count: number, atLeast: boolean, language: string): string {
  const text = formatCount(count, language)
  if (!atLeast) return text
  // At least nothing says nothing.
  return count === 0 ? '–' : `≥ ${text}`
}
