import { type CleanupStep, hasCommands } from '../../analysis/cleanup/step.ts'
import type { TreePath } from '../../files/tree.ts'
import { findingCommands } from '../../findings/commands.ts'
import { shellWord } from '../../findings/shell.ts'
import { GONE, UNUSED } from './cleanup-guard.ts'
import { rootWord } from './cleanup-shell.ts'

/** What to run first, where the files are then, to see that the evidence still holds. */
export function verifyCommands(step: CleanupStep, rootPath: string): readonly string[] {
  return findingCommands(step.finding, (path) => ({ word: wordBelow(rootPath, path) }))
}

/**
 * The commands that remove it, only while nobody has it or a file in it open; empty where there must
 * be none. Undefined where a name cannot be written in a shell.
 */
export function removeCommands(step: CleanupStep, rootPath: string): readonly string[] | undefined {
  if (!hasCommands(step)) return []
  const words = step.targets.map((path) => wordBelow(rootPath, path))
  const names = step.names.map(({ path }) => wordBelow(rootPath, path))
  const earlier = (step.after ?? []).flatMap(({ targets }) => targets)
  const gone = earlier.map((path) => wordBelow(rootPath, path))
  if ([...words, ...names, ...gone].some((word) => word === undefined)) return undefined
  const remove = step.isFolder ? 'rm -r --one-file-system' : 'rm'
  const inode = step.ino === undefined ? '' : ` ${step.ino}`
  const along = names.map((name) => ` && rm -- ${name}`).join('')
  const once = gone.length === 0 ? '' : ` && ${GONE} ${gone.join(' ')}`
  return words.map((word) => `${UNUSED} ${word}${inode}${once} && ${remove} -- ${word}${along}`)
}

/** What lies below the root, wherever that is when the command runs. */
function wordBelow(rootPath: string, path: TreePath): string | undefined {
  const root = rootWord(rootPath)
  const word = shellWord(path)
  return root === undefined || word === undefined ? undefined : `${root}${word}`
}
