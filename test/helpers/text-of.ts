import type { Pieces } from '../../shared/report/pieces.ts'

/** All of a text at once, as what reads the written file sees it. */
export function textOf(pieces: Pieces): string {
  return [...pieces].join('')
}
