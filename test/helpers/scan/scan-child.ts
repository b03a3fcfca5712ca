import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** The scan as a program. */
export function buildScanProgram(): Promise<string> {
  return buildProgram('scan-program.ts')
}

/**
 * Bundles a program of this folder for plain Node and returns its path. It lies where every user may
 * read it, so that a test can run it as somebody else.
 */
export async function buildProgram(source: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'cowscope-scan-program-'))
  chmodSync(outDir, 0o755)
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, source),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  })
  return join(outDir, 'program.mjs')
}

/** Options of a child process that has no right but everybody's. Root may be anybody: it is nobody. */
export function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  const nobody = 65534
  return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
}
