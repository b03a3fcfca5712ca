import { formatOffset } from '../values/offset.ts'

/** What is said of a place in a file. */
export interface Place {
  /** The structure or field, e.g. `header.cluster_bits`. */
  readonly what: string
  /** Byte offset in the file. */
  readonly offset: number
  readonly expected: string
  readonly found: string
}

/**
 * Numbers that are offsets, and not sectors, in the phrases of what was expected and found
 * (shared/i18n/fault-phrases.ts).
 */
const OFFSETS =
  /(?<=\b(?:(?<!sectors )at|up to|ends by|own offset|before) )\d+\b|^\d+(?=,? (?:before|over|where) )/g
/** What is expected there is an offset, or something at one: a bare number that was found is one too. */
const EXPECTS_OFFSET =
  /\b(?:(?<!sectors )at|up to|ends by) \d|^\d+,? (?:before|over|where) |offset|of its own|cluster of the guest|block inside/

/**
 * The sentence of a fault for which qemu has none. Its offsets are hexadecimal, as the window, the
 * verdict and qemu-img's map and check have theirs.
 */
export function placeSentence(place: Place): string {
  return `${place.what} at offset ${formatOffset(place.offset)}: ${expectedSentence(place)}`
}

/** The second half of it. */
export function expectedSentence({ expected, found }: Pick<Place, 'expected' | 'found'>): string {
  const isOffset = EXPECTS_OFFSET.test(expected) && /^\d+$/.test(found)
  const isThere = isOffset ? formatOffset(BigInt(found)) : withOffsets(found)
  return `expected ${withOffsets(expected)}, found ${isThere}`
}

function withOffsets(text: string): string {
  return text.replace(OFFSETS, (digits) => formatOffset(BigInt(digits)))
}
