/** Characters of one text: a path is whole, and what a file gives by the MiB is no sentence. */
const MAX_TEXT = 4096

/** A text of a file's as a sentence has it. No character is cut in two. */
export function cutText(text: string): string {
  if (text.length <= MAX_TEXT) return text
  const isWithin = /[\ud800-\udbff]/.test(text.charAt(MAX_TEXT - 1))
  return `${text.slice(0, isWithin ? MAX_TEXT - 1 : MAX_TEXT)}…`
}
