import { lstatSync } from 'node:fs'
import type { StatedFile } from '../../../shared/files/tree.ts'
import { openListedFile, openLiveFile } from '../../files/live-file.ts'
import { systemPath } from '../../files/system-path.ts'
import { CliError } from '../error-text.ts'
import { lookAt } from './inputs.ts'
import { ListedFiles } from './listed-files.ts'

/** A file that is named on the command line, open. */
interface NamedFile {
  readonly path: string
  /** Where its extents count from. */
  readonly named: string
  readonly file: StatedFile
}

const listed = new ListedFiles()

/** Throws the system's error, or a `CliError` for what is no file. */
export function openNamed(given: string): NamedFile {
  return openListed(given) ?? openLooked(given)
}

/** Undefined for what its folder does not list as a file, or no longer is one. */
function openListed(path: string): NamedFile | undefined {
  if (!listed.has(path)) return undefined
  try {
    return { path, named: path, file: openListedFile(systemPath(path), path) }
  } catch {
    listed.forget(path)
    return undefined
  }
}

/** The path itself, of what is a file without a symlink; where a symlink leads to one, otherwise. */
function openLooked(given: string): NamedFile {
  const stats = lstatSync(systemPath(given), { throwIfNoEntry: false })
  if (stats?.isFile() === true) {
    return { path: given, named: given, file: openLiveFile(systemPath(given), given, stats) }
  }
  const input = lookAt(given)
  if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
  const { real: path, named } = input
  return { path, named, file: openLiveFile(systemPath(path), given, lstatSync(systemPath(path))) }
}
