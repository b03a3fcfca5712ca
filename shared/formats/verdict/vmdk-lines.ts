/** A line of a VMDK descriptor, as loosely as qemu takes it. */
export interface DescriptorLine {
  readonly kind: 'blank' | 'comment' | 'pair' | 'extent' | 'other'
  /** Without the white space around it. */
  readonly text: string
  /** Characters before it in the descriptor. */
  readonly at: number
}

/** An extent's type and file; `type` is empty where the line has none. */
export interface ExtentNames {
  readonly type: string
  readonly name?: string
}

const ACCESS: readonly string[] = ['RW', 'RDONLY', 'NOACCESS']
const WORD = /\S+/g

/** Every line with what it is; qemu skips white space before the first word, so it counts for nothing. */
export function* descriptorLines(descriptor: string): Generator<DescriptorLine> {
  for (let at = 0; at < descriptor.length; ) {
    const newline = descriptor.indexOf('\n', at)
    const end = newline < 0 ? descriptor.length : newline
    const text = stripped(descriptor.slice(at, end))
    yield { kind: kindOf(text), text, at }
    at = end + 1
  }
}

function kindOf(text: string): DescriptorLine['kind'] {
  if (text === '') return 'blank'
  if (text.startsWith('#')) return 'comment'
  const [first = ''] = text.slice(0, 16).match(WORD) ?? []
  if (ACCESS.includes(first.toUpperCase())) return 'extent'
  return text.includes('=') ? 'pair' : 'other'
}

/** Type and file name of an extent line: `RW 2048 FLAT "name" 0`. */
export function extentNames(text: string): ExtentNames {
  const quote = text.indexOf('"')
  const words = (quote < 0 ? text : text.slice(0, quote)).match(WORD) ?? []
  const type = (words[2] ?? '').toUpperCase()
  if (quote < 0) return { type }
  const end = text.indexOf('"', quote + 1)
  return { type, name: text.slice(quote + 1, end < 0 ? undefined : end) }
}

/**
 * Without white space at both ends, Python's kinds of it, which are four more than JavaScript's for
 * ASCII. By hand, since a pattern takes its time over a line of a megabyte of blanks.
 */
export function stripped(line: string): string {
  let from = 0
  let to = line.length
  while (from < to && isSpace(line.charCodeAt(from))) from += 1
  while (to > from && isSpace(line.charCodeAt(to - 1))) to -= 1
  return line.slice(from, to)
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f)
}
