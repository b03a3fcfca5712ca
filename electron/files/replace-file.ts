import { writeFile } from 'node:fs/promises'
import type { Pieces } from '../../shared/report/pieces.ts'
import { Draft, type Stop } from './draft.ts'

/**
 * Writes a file as a draft, each piece as it is made, and puts it in place whole. Other work goes on between
 * the pieces. Gives the length in bytes. Throws the system's error, or what `stop` throws, and leaves nothing then.
 */
export async function replaceFile(target: string, pieces: Pieces, stop?: Stop): Promise<number> {
  const draft = await Draft.beside(target)
  try {
    await writeFile(draft.file, stop === undefined ? pieces : unlessStopped(pieces, stop))
    const { size } = await draft.file.stat()
    await draft.finish(stop)
    return size
  } finally {
    await draft.discard()
  }
}

function* unlessStopped(pieces: Pieces, stop: Stop): Generator<string> {
  for (const piece of pieces) {
    stop()
    yield piece
  }
}
