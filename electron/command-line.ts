import { join, resolve } from 'node:path'
import { isWithin } from '../shared/files/paths.ts'
import { shellLine } from '../shared/findings/shell.ts'

/** Where this app runs from. */
export interface RunFrom {
  /** The folder of main's own code, in `out/` of a checkout. */
  readonly out: string
  /** Of a package, the folder beside its archive; undefined in a checkout. */
  readonly resources: string | undefined
  /**
   * Where an AppImage is mounted: what is in it is there for as long as that runs, and for its user. Whatever
   * is started from one, as in its terminal, has it from there too.
   */
  readonly appDir: string | undefined
}

/**
 * How a shell on this machine starts the command line, which plain Node runs: Electron's own is not allowed to run
 * as Node (`build/electron-builder.yml`). Undefined where a shell has nothing to start.
 */
export function commandLineOf({ out, resources, appDir }: RunFrom): string | undefined {
  const isInAppImage = appDir && resources !== undefined && isWithin(resources, resolve(appDir))
  if (isInAppImage) return undefined
  const script = resources === undefined ? join(out, '../cli.cjs') : join(resources, 'cli/cli.cjs')
  return shellLine('node {}', script)
}
