import { displayText } from '../../bytes/text.ts'

/** Lines of shell as a block of code; they have no newline in them, and no run of backticks ends it. */
export function block(lines: readonly string[], indent: string): readonly string[] {
  if (lines.length === 0) return []
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return ['', ...[`${fence}sh`, ...lines, fence].map((line) => `${indent}${line}`), '']
}

/** A name between backticks, of which it may have some itself. */
export function code(name: string): string {
  const shown = displayText(name)
  const marks = '`'.repeat(longestRun(shown) + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${marks}${pad}${shown}${pad}${marks}`
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0)
}

/** Text in which nothing is markup. */
export function prose(text: string): string {
  return displayText(text).replace(/[\\`*_[\]<>#|!&]/g, (mark) => `\\${mark}`)
}
