import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll } from 'vitest'
import { bundleCli } from '../../../build/bundle-cli.mjs'
import { isBuildStale } from '../../../build/freshness.mjs'
import { projectRoot } from '../../../build/setup/places.mjs'
import { madeOnceSlowly } from '../../helpers/made-once.ts'

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

/** The command line as it is now, so that it runs as a process of its own. */
export async function buildCli(): Promise<BuiltCli> {
  const folder = await madeOnceSlowly('cli', builtInto)
  const path = join(folder, 'cli.cjs')
  return {
    path,
    run(args, { cwd = folder, nodeOptions = [], ordinaryUser = false } = {}) {
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

/** The same for all tests of a file, from the first of them on. */
export function cliOfTests(): BuiltCli {
  let built: BuiltCli | undefined
  beforeAll(async () => {
    built = await buildCli()
  }, 120_000)
  const cli = (): BuiltCli => {
    if (built === undefined) throw new Error('the command line is built before the first test')
    return built
  }
  return {
    get path() {
      return cli().path
    },
    run: (args, options) => cli().run(args, options),
  }
}

/** A build that is new is copied, with its code cache; other users need not see where it was made. */
async function builtInto(folder: string): Promise<void> {
  if (isBuildStale()) {
    await bundleCli(folder)
    return
  }
  for (const name of ['cli.cjs', 'cli.mjs', 'cli']) {
    cpSync(join(projectRoot, 'out', name), join(folder, name), { recursive: true })
  }
}
