/** Engines copy parts of a text that are shorter than this; a longer one keeps the whole text alive. */
const SHORT = 13
const MAX_KNOWN = 1024

const known = new Map<string, string>()

/**
 * The same characters on their own. What is kept of a file would otherwise keep all of its text, and
 * of ten thousand domains most names are the same few.
 */
export function keptText(part: string): string {
  if (part.length < SHORT) return part
  const same = known.get(part)
  if (same !== undefined) return same
  // The blank makes a new text of which everything is wanted but one character.
  const own = ` ${part}`.slice(1)
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(own, own)
  return own
}
