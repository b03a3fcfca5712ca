import { join, resolve } from 'node:path'
import { build } from 'vite'
import { madeOnceSlowly } from '../made-once.ts'

/** The scan as a program. */
export function buildScanProgram(): Promise<string> {
  return buildProgram('scan-program.ts')
}

/**
 * Bundles a program of this folder for plain Node, once in a run, and returns its path. It lies where every
 * user may read it, so that a test can run it as somebody else.
 */
export async function buildProgram(source: string): Promise<string> {
  const folder = await madeOnceSlowly(`program-${source}`, (outDir) => bundle(source, outDir))
  return join(folder, 'program.mjs')
}

function bundle(source: string, outDir: string) {
  return build({
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
}

/** Options of a child process that has no right but everybody's. Root may be anybody: it is nobody. */
export function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  const nobody = 65534
  return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
}
