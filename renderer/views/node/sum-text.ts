import { formatSize } from '../../../shared/report/size.ts'

/** A sum, which is at least so much where something is left out; a dash where nothing of it is known. */
export function sumText(bytes: number | undefined, atLeast: boolean): string {
  if (bytes === undefined) return '–'
  return atLeast ? `≥ ${formatSize(bytes)}` : formatSize(bytes)
}
