import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of the whole run, whatever project a test is of (helpers/made-once.ts). */
    readonly runFolder: string
  }
}

/** Makes the folder of the run before the first test, and returns what removes it after the last. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-run-'))
  // Programs in it are run as other users too.
  chmodSync(folder, 0o755)
  project.provide('runFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
