import { writeFile } from 'node:fs/promises'
import type { Pieces } from '../../shared/report/pieces.ts'
import { Draft } from './draft.ts'

/**
 * Writes a file as a draft, each piece as it is made, and puts it in place whole. Other work goes on between
 * the pieces. Gives the length in bytes. Throws the system's error and leaves nothing then.
 */
export async function replaceFile(target: string, pieces: Pieces): Promise<number> {
  const draft = await Draft.beside(target)
  try {
    await writeFile(draft.file, pieces)
    const { size } = await draft.file.stat()
    await draft.finish()
    return size
  } finally {
    await draft.discard()
  }
}
