import { FormatError } from '../bytes/errors.ts'
import { baseNameOf, joinPath } from '../files/paths.ts'
import { TreeError, type TreePath } from '../files/tree.ts'
import { asOptions } from '../nova/flag-file.ts'
import { MAX_CONF_BYTES } from '../nova/oslo-config.ts'
import { osloSyntaxFault } from '../nova/oslo-syntax.ts'
import { says } from '../phrases/phrase.ts'
import type { PlaceFinder } from './find.ts'
import type { KnownConf } from './known-places.ts'
import type { TextFault } from './model.ts'
import { readText } from './read-text.ts'

/** Files of one `.d` folder that are read; packages put in a handful. */
const MAX_CONF_FILES = 256

/** A configuration that was found, understood. */
export interface FoundConf<T> {
  readonly path: TreePath
  /** All that were read for it, in the order in which they count: what is set in several, the last one says. */
  readonly files: readonly TreePath[]
  readonly config: T
  /** oslo.config gives up one of the files because of a line in it: the service does not start. */
  readonly isUnparsable: boolean
}

/**
 * Reads every known configuration that is there, with the files that its service reads before and
 * after it. One that cannot be read or understood is kept as a fault, and none counts that would be
 * believed after it: it may be another service's, and say otherwise.
 */
export function findConfs<T>(
  finder: PlaceFinder,
  known: readonly KnownConf[],
  textFaults: TextFault[],
  parse: (...texts: readonly string[]) => T,
): readonly FoundConf<T>[] {
  const found = new Map<TreePath, FoundConf<T>>()
  for (const conf of known) {
    const path = finder.file(conf.path)
    if (path === undefined && finder.mayHide(conf.path)) break
    if (path === undefined || found.has(path)) continue
    const read = filesOf(finder, conf, textFaults)
    if (read === undefined) break
    const texts = read.map(({ text }) => text)
    const config = attempt(finder, path, textFaults, () => parse(...texts))
    if (config === undefined) break
    const broken = read.flatMap(syntaxFaults)
    textFaults.push(...broken)
    const files = read.map((file) => file.path)
    found.set(path, { path, files, config, isUnparsable: broken.length > 0 })
  }
  return [...found.values()]
}

/** A line for which the service gives up the file; what the others say is read all the same. */
function syntaxFaults({ path, text }: ConfFile): readonly TextFault[] {
  const found = osloSyntaxFault(text)
  if (found === undefined) return []
  const { line, message } = found
  const place = [
    // All that the service reads are called so.
    baseNameOf(path) as `${string}.conf`,
    0,
    says('a file that oslo.config reads'),
    says('another'),
  ] as const
  return [{ path, line, fault: new FormatError('invalid', ...place, message).fault }]
}

interface ConfFile {
  readonly path: TreePath
  readonly text: string
}

/**
 * In the order of oslo.config: the files first, then those of the folders, by name. Undefined where
 * the main file cannot be read: what the others leave at its default may be set in it.
 */
function filesOf(
  finder: PlaceFinder,
  conf: KnownConf,
  textFaults: TextFault[],
): readonly ConfFile[] | undefined {
  const main = textOf(finder, conf.path, textFaults)
  if (main === undefined) return undefined
  return namesOf(finder, conf).flatMap((file) => {
    const text = file === conf.path ? main : textOf(finder, file, textFaults)
    return text === undefined ? [] : [{ path: file, text: asOptions(text) }]
  })
}

function namesOf(
  finder: PlaceFinder,
  { before, path, after, folder }: KnownConf,
): readonly TreePath[] {
  if (folder !== undefined) return inFolder(finder, folder)
  const files = [before, path, after].filter((file) => file !== undefined)
  return [...files, ...files.flatMap((file) => inFolder(finder, `${file}.d`))]
}

function textOf(finder: PlaceFinder, file: TreePath, textFaults: TextFault[]): string | undefined {
  const real = finder.file(file)
  if (real === undefined) return undefined
  return attempt(finder, real, textFaults, () =>
    readText(finder.tree, real, 'configuration', MAX_CONF_BYTES),
  )
}

function inFolder(finder: PlaceFinder, folder: TreePath): readonly TreePath[] {
  const path = finder.directory(folder)
  if (path === undefined) return []
  const files = finder.list(path).filter(({ name }) => name.endsWith('.conf'))
  return files.slice(0, MAX_CONF_FILES).map(({ name }) => joinPath(path, name))
}

function attempt<T>(
  finder: PlaceFinder,
  path: TreePath,
  textFaults: TextFault[],
  act: () => T,
): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof TreeError) finder.keepFault(path, 'file', error)
    else if (error instanceof FormatError) textFaults.push({ path, fault: error.fault })
    else throw error
    return undefined
  }
}
