// A file's name may hold any byte but `/` and NUL: what would move a cursor, hide text or end a line.
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A name safe to print on one line of a terminal; bytes that are not UTF-8 show as `\xNN`. */
export function printable(text: string): string {
  return text.replace(unsafe, escapeCharacter)
}

// In Unicode mode a surrogate is a character of its own only where it stands alone.
const lone = /\p{Cs}/gu

/** A name safe to write as UTF-8: bytes that are not UTF-8 show as `\xNN`, the rest stays. */
export function wellFormed(text: string): string {
  return text.replace(lone, escapeCharacter)
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`
  return named[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`)
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
