import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'

/**
 * A folder that many test files need, made by the first that asks for it in a run of the tests. It
 * is never changed: a test that spoils what is in it works on a copy.
 */
export function madeOnce(name: string, make: (folder: string) => void): string {
  const folder = join(inject('runFolder'), name)
  if (existsSync(folder)) return folder
  const draft = draftOf(folder)
  make(draft)
  return inPlace(draft, folder)
}

/** The same of what takes its time to be made. */
export async function madeOnceSlowly(
  name: string,
  make: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(inject('runFolder'), name)
  if (existsSync(folder)) return folder
  const draft = draftOf(folder)
  await make(draft)
  return inPlace(draft, folder)
}

function draftOf(folder: string): string {
  const draft = mkdtempSync(`${folder}-`)
  chmodSync(draft, 0o755)
  return draft
}

/** Two that ask at the same moment make one each, of which the first stays. */
function inPlace(draft: string, folder: string): string {
  try {
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(draft, { recursive: true })
  }
  return folder
}
