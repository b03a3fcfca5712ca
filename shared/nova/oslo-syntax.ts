import { type Phrase, says } from '../phrases/phrase.ts'
/** Why oslo.config does not read a file, in its own words. Nothing of the line is kept: it may be a password. */
export interface OsloSyntaxFault {
  /** From 1. */
  readonly line: number
  readonly message: Phrase
}

/**
 * The first line for which oslo.config gives up a file (`ConfigFileParseError`; oslo_config/iniparser.py,
 * `BaseParser.parse`): a service does not start with it. Undefined where it reads all of them. An assignment
 * before any section is told by its own line, where oslo.config names the one after it.
 */
export function osloSyntaxFault(text: string): OsloSyntaxFault | undefined {
  let hasSection = false
  let assignedAt: number | undefined
  let number = 0
  // The end of the text ends an assignment as a blank line does.
  for (const whole of [...text.split(/\r\n|\r|\n/), '']) {
    number += 1
    const line = stripped(whole)
    if (/^[ \t]/.test(line)) {
      if (assignedAt !== undefined) continue
      return { line: number, message: says('Unexpected continuation line') }
    }
    if (assignedAt !== undefined && !hasSection) {
      return { line: assignedAt, message: says('Section must be started before assignment') }
    }
    const message = errorIn(line)
    if (message !== undefined) return { line: number, message }
    hasSection ||= line.startsWith('[')
    assignedAt = isAssignment(line) ? number : undefined
  }
  return undefined
}

function isAssignment(line: string): boolean {
  return line !== '' && !/^[[#;]/.test(line)
}

/** Of a line that goes on from no other. */
function errorIn(line: string): Phrase | undefined {
  if (line.startsWith('[')) {
    if (!line.endsWith(']')) return says('Invalid section (must end with ])')
    return line.length > 2 ? undefined : says('Empty section name')
  }
  if (!isAssignment(line)) return undefined
  const end = line.search(/[:=]/)
  if (end < 0) return says("No ':' or '=' found in assignment")
  return stripped(line.slice(0, end)) === '' ? says('Key cannot be empty') : undefined
}

/** As Python's `str.rstrip`. Not by one pattern: of a line of spaces that takes time by their square. */
function stripped(text: string): string {
  let end = text.length
  while (end > 0 && isPythonSpace(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** Unlike `\s` it has the separators of ASCII and the next line, and no byte order mark. */
function isPythonSpace(character: string): boolean {
  if (character === '\x85' || (character >= '\x1c' && character <= '\x1f')) return true
  return character !== '\ufeff' && /\s/.test(character)
}
