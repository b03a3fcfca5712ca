import { TreeError, type TreeFault } from '../../shared/files/tree.ts'
import { reasonText } from '../../shared/report/text/reason-text.ts'
import { errnoOf } from '../files/errno.ts'
import { treeFault } from '../files/tree-faults.ts'

/** Something that is said to the user as it stands, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError'
}

/** It names itself what it is of, another file than the one that is worked on. */
export class OutputError extends CliError {}

/** A command line that means nothing: the program ends with 2. */
export class UsageError extends CliError {}

const words: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it does not exist'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['ENOSPC', 'there is no space left'],
  ['EDQUOT', 'the quota of this user is used up'],
  ['EROFS', 'the file system is read-only'],
  ['ELOOP', 'its symlinks lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ESTALE', 'the mount it is on is stale'],
])

/** Why something did not work, as the end of a sentence. Undefined for errors of this program. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof CliError) return error.message
  if (error instanceof TreeError) return reasonText(error.fault.code, error.fault.errno)
  const errno = errnoOf(error)
  if (errno === undefined || !/^E[A-Z0-9]+$/.test(errno)) return undefined
  return `${words.get(errno) ?? 'the system reports an error'} (${errno})`
}

/** `subject: reason` on one line. Throws on what is no expected error. */
export function sentence(subject: string, error: unknown): string {
  const reason = reasonOf(error)
  if (reason === undefined) throw error
  return `${subject}: ${reason}`
}

/**
 * What the system refuses is told of the file as the user named it, and not of what is read. Throws
 * an `OutputError`.
 */
export function saying<T>(file: string, look: () => T): T {
  try {
    return look()
  } catch (error) {
    throw new OutputError(sentence(file, error))
  }
}

/** Why a path could not be opened, as data for a report. Throws on what is no expected error. */
export function notOpenedFault(error: unknown, path: string): TreeFault {
  if (error instanceof CliError) return { code: 'not-a-file', path, errno: '' }
  const fault = treeFault(error, path)
  if (fault instanceof TreeError) return { ...fault.fault, path }
  throw error
}
