/** Engines copy parts of a text that are shorter than this; a longer one keeps the whole text alive. */
const SHORT = 13
/** A longer one is kept by whoever asked for it alone: what is remembered here stays as long as the process. */
const LONG = 256
/** A power of two. */
const PLACES = 1024

/** What was kept last at each place: that of a text depends on its characters alone. */
const places: string[] = new Array(PLACES).fill('')

/**
 * The same characters on their own. What is kept of a file would otherwise keep all of its text, and
 * of ten thousand domains most names are the same few.
 */
export function keptText(part: string): string {
  if (part.length < SHORT) return part
  if (part.length > LONG) return copyOf(part)
  const place = placeOf(part)
  const same = places[place]
  if (same === part) return same
  const own = copyOf(part)
  places[place] = own
  return own
}

/** The blank makes a new text of which everything is wanted but one character. */
function copyOf(part: string): string {
  return ` ${part}`.slice(1)
}

/** By a few of its characters: to look at all takes longer than to keep a text twice now and then. */
function placeOf(part: string): number {
  const { length } = part
  const middle = part.charCodeAt(length >> 1)
  const near = part.charCodeAt(length - 3)
  return (
    (length +
      7 * part.charCodeAt(0) +
      31 * middle +
      61 * near +
      127 * part.charCodeAt(length - 1)) %
    PLACES
  )
}
