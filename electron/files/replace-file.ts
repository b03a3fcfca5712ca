import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Pieces } from '../../shared/report/pieces.ts'
import { systemPath } from './system-path.ts'

/** Bytes of a name that leave room for what a draft has beside it: file systems take 255 (NAME_MAX). */
const MOST_OF_NAME = 200

/** Another name in the folder of `target`, so that a rename puts the one in the place of the other. */
export function draftBeside(target: string): string {
  const name = basename(target)
  const kept = Buffer.byteLength(name) > MOST_OF_NAME ? '' : `${name}.`
  return join(dirname(target), `.${kept}${randomUUID()}.tmp`)
}

/** What of `st_mode` a file keeps that is put in the place of another. */
export const PERMISSIONS = 0o777

/**
 * Writes a file beside its target, each piece as it is made, and puts it in place whole: a reader
 * sees the old content or the new one, after a crash too, with the same permissions. Other work goes on between the pieces.
 * Gives the length in bytes. Throws the system's error and leaves nothing then.
 */
export async function replaceFile(target: string, pieces: Pieces): Promise<number> {
  const draft = draftBeside(target)
  const file = await open(systemPath(draft), 'wx')
  try {
    const length = await fill(file, pieces, await permissionsOf(target))
    await rename(systemPath(draft), systemPath(target))
    return length
  } catch (error) {
    await rm(systemPath(draft), { force: true })
    throw error
  }
}

/** Undefined where nothing is there yet. */
async function permissionsOf(target: string): Promise<number | undefined> {
  const found = await stat(systemPath(target)).catch(() => undefined)
  return found === undefined ? undefined : found.mode & PERMISSIONS
}

async function fill(file: FileHandle, pieces: Pieces, mode: number | undefined): Promise<number> {
  try {
    if (mode !== undefined) await file.chmod(mode)
    await writeFile(file, pieces)
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}
