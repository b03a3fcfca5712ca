import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { bundleCli } from '../../../build/bundle-cli.mjs'
import { temporaryFolder } from '../../helpers/qemu-img.ts'

export interface CliResult {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliRun {
  readonly cwd?: string
  readonly nodeOptions?: readonly string[]
  /** As a user who may not read everything, where the tests run as root. */
  readonly ordinaryUser?: boolean
}

export interface BuiltCli {
  /** The bundle, for tests that start the process themselves. */
  readonly path: string
  readonly run: (args: readonly string[], options?: CliRun) => CliResult
}

const NOBODY = 65534

/** Bundles the command line as it is now, so that it runs as a process of its own. */
export async function buildCli(): Promise<BuiltCli> {
  const outDir = temporaryFolder()
  chmodSync(outDir, 0o755)
  const path = await bundleCli(outDir)
  return {
    path,
    run(args, { cwd = outDir, nodeOptions = [], ordinaryUser = false } = {}) {
      const user =
        ordinaryUser && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined
      const command = [...nodeOptions, path, ...args]
      const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 26, ...user } as const
      const { status, stdout, stderr, error } = spawnSync(process.execPath, command, options)
      if (error !== undefined) throw error
      return { status, stdout, stderr }
    },
  }
}
