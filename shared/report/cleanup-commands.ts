import { joinPath } from '../files/paths.ts'
import { findingCommands } from '../findings/commands.ts'
import { shellWord } from '../findings/shell.ts'
import type { CleanupStep } from './cleanup-plan.ts'

/** The folder that the node's files are below, as the plan's script knows it. */
const ROOT = '"$ROOT"/'

/** What to run first, to see that the evidence still holds. */
export function verifyCommands(step: CleanupStep, rootPath: string): readonly string[] {
  const { finding } = step
  return findingCommands(finding, (path) => `${rootPath === '/' ? '' : rootPath}/${path}`)
}

/**
 * The commands that remove it, of a file only while nobody has it open; empty where there must be
 * none. Undefined where a name cannot be written in a shell.
 */
export function removeCommands(step: CleanupStep): readonly string[] | undefined {
  if (step.users.length > 0) return []
  const words = targetsOf(step).map(shellWord)
  if (words.some((word) => word === undefined)) return undefined
  return words.map((word) =>
    step.isFolder
      ? `rm -r --one-file-system -- ${ROOT}${word}`
      : `fuser -s -- ${ROOT}${word} || rm -- ${ROOT}${word}`,
  )
}

/** A rescue's files lie among those of the instance; everything else is what it is about. */
function targetsOf({ path, finding }: CleanupStep): readonly string[] {
  const { files } = finding.evidence
  if (files === undefined || typeof files !== 'object') return [path]
  return files.map((name) => joinPath(path, name))
}
