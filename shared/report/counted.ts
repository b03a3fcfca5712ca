import { formatCount } from './count.ts'

/** A count with what is counted. */
export function counted(count: number, noun: string, plural?: string): string {
  return `${formatCount(count)} ${nounOf(count, noun, plural)}`
}

/** What is counted, where the count stands elsewhere. */
export function nounOf(count: number, noun: string, plural = `${noun}s`): string {
  return count === 1 ? noun : plural
}
