import { resolve } from 'node:path'
import { z } from 'zod'
import { MAX_PATHS } from '../../shared/ipc/places.ts'

/** What a command line asks the window to open. Absolute paths. */
export interface OpenRequest {
  readonly paths: readonly string[]
  /** `--root DIR`: where recorded absolute backing names are looked for. */
  readonly root?: string
  /** How many paths were named too, and could not be handed on. */
  readonly leftOut?: number
}

/** An open request as another instance sends it through the single-instance lock. */
export const openRequestSchema = z.object({
  paths: z.array(z.string().min(1).max(4096)).max(MAX_PATHS),
  root: z.exactOptional(z.string().min(1).max(4096)),
  leftOut: z.exactOptional(z.int().min(1)),
}) satisfies z.ZodType<OpenRequest>

/** A request as a start gives it to the next one, however much it names. */
export const wholeRequestSchema = openRequestSchema.extend({
  paths: z.array(z.string().min(1)),
}) satisfies z.ZodType<OpenRequest>

/**
 * The arguments that are the user's own. Unpackaged, Electron's command line holds its switches and
 * the app's folder before them.
 */
export function userArguments(
  argv: readonly string[],
  cwd: string,
  appPath: string | undefined,
): readonly string[] {
  if (appPath === undefined) return argv.slice(1)
  const at = argv.findIndex((arg, index) => index > 0 && resolve(cwd, arg) === appPath)
  return at < 0 ? [] : argv.slice(at + 1)
}

/** Reads PATH... and `--root DIR`, relative to `cwd`. Other switches are Chromium's and are left. */
export function parseOpenRequest(args: readonly string[], cwd: string): OpenRequest {
  const { paths, root } = sorted(args)
  return {
    paths: paths.map((path) => resolve(cwd, path)),
    ...(root && { root: resolve(cwd, root) }),
  }
}

/** Those that are Chromium's: another start of the app needs them to be the same app. */
export function chromiumSwitches(args: readonly string[]): readonly string[] {
  return sorted(args).switches
}

interface SortedArguments {
  readonly paths: readonly string[]
  readonly root: string | undefined
  readonly switches: readonly string[]
}

function sorted(args: readonly string[]): SortedArguments {
  const paths: string[] = []
  const switches: string[] = []
  let root: string | undefined
  let onlyPaths = false
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (onlyPaths || !arg.startsWith('-')) {
      if (arg !== '') paths.push(arg)
    } else if (arg === '--') onlyPaths = true
    else if (arg === '--root') {
      at += 1
      root = args[at]
    } else if (arg.startsWith('--root=')) root = arg.slice('--root='.length)
    else switches.push(arg)
  }
  return { paths, root, switches }
}
