import { lstatSync } from 'node:fs'
import { isCowscopeReport } from '../../../shared/report/is-report.ts'
import { openLiveFile } from '../../files/live-file.ts'
import { realPathOf, systemPath } from '../../files/system-path.ts'
import { CliError } from '../error-text.ts'

/** Throws a `CliError` for a report of Cowscope itself, which is text, and to image formats raw data. */
export function refuseReport(path: string): void {
  const real = systemPath(realPathOf(path))
  const file = openLiveFile(real, path, lstatSync(real))
  try {
    if (isCowscopeReport(file)) {
      throw new CliError('it is a report of Cowscope, not an image; reports are not compared yet')
    }
  } finally {
    file.close()
  }
}
