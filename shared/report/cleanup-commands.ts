import { findingCommands } from '../findings/commands.ts'
import { shellWord } from '../findings/shell.ts'
import type { CleanupStep } from './cleanup-plan.ts'
import { rootWord, UNUSED } from './cleanup-shell.ts'

/** What to run first, to see that the evidence still holds. */
export function verifyCommands(step: CleanupStep, rootPath: string): readonly string[] {
  const { finding } = step
  return findingCommands(finding, (path) => `${rootPath === '/' ? '' : rootPath}/${path}`)
}

/**
 * The commands that remove it, only while nobody has it or a file in it open; empty where there must
 * be none. Undefined where a name cannot be written in a shell.
 */
export function removeCommands(step: CleanupStep, rootPath: string): readonly string[] | undefined {
  if (step.users.length > 0) return []
  const root = rootWord(rootPath)
  const words = step.targets.map(shellWord)
  if (root === undefined || words.some((word) => word === undefined)) return undefined
  const remove = step.isFolder ? 'rm -r --one-file-system' : 'rm'
  return words.map((word) => `${UNUSED} ${root}${word} && ${remove} -- ${root}${word}`)
}
