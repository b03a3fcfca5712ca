/** Codes of the characters of markup: a text is looked at by its codes, of which no other texts are made. */
export const EXCLAMATION = 0x21
export const DOUBLE_QUOTE = 0x22
export const SINGLE_QUOTE = 0x27
export const SLASH = 0x2f
export const LESS = 0x3c
export const EQUALS = 0x3d
export const GREATER = 0x3e
export const QUESTION = 0x3f
const ASCII = 0x7f

/** What `\s` is to patterns. */
export function isBlank(code: number): boolean {
  if (code <= ASCII) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return code > ASCII && /\s/.test(String.fromCharCode(code))
}

/** Where blanks end that begin here. */
export function pastBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at += 1
  return at
}

/** Where a tag's name ends that begins here: whatever is no tag is found to be none after this. */
export function pastName(text: string, from: number): number {
  const { length } = text
  for (let at = from; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === SLASH || code === GREATER || isBlank(code)) return at
  }
  return length
}
