import { join } from 'node:path'
import { shellLine } from '../shared/findings/shell.ts'

/** Where this app runs from. */
export interface RunFrom {
  /** The folder of main's own code, in `out/` of a checkout. */
  readonly out: string
  /** Of a package, the folder beside its archive; undefined in a checkout. */
  readonly resources: string | undefined
  /** The AppImage that it was started from: what is in it is there for as long as it runs, and for its user. */
  readonly appImage: string | undefined
}

/**
 * How a shell on this machine starts the command line, which plain Node runs: Electron's own is not allowed to run
 * as Node (`build/electron-builder.yml`). Undefined where a shell has nothing to start.
 */
export function commandLineOf({ out, resources, appImage }: RunFrom): string | undefined {
  if (appImage !== undefined) return undefined
  const script = resources === undefined ? join(out, '../cli.cjs') : join(resources, 'cli/cli.cjs')
  return shellLine('node {}', script)
}
