import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/**
 * Bundles the scan for plain Node and returns the program's path. It lies where every user may read
 * it, so that a test can run it as somebody else.
 */
export async function buildScanProgram(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'cowscope-scan-program-'))
  chmodSync(outDir, 0o755)
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, 'scan-program.ts'),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'scan.mjs' } },
    },
  })
  return join(outDir, 'scan.mjs')
}

/** Options of a child process that has no right but everybody's. Root may be anybody: it is nobody. */
export function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  const nobody = 65534
  return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
}
