/** Characters of a text that are made and written at once. */
const PIECE = 64 * 1024

/**
 * A long text as what it is made of, in order, each piece made when it is asked for. An object:
 * a string alone would be its characters, one by one.
 */
export type Pieces = Iterable<string> & object

/** Joins parts to pieces. A piece ends where a part does, so that no character is cut in two. */
export function* pieces(parts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const part of parts) {
    piece += part
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
