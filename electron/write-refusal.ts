import type { Failure } from '../shared/ipc/contract.ts'
import { Refusal } from './failure.ts'
import { errnoOf } from './files/errno.ts'

type WriteFailure = Extract<Failure['code'], `write-${string}`>

/** What somebody can do about it differs: free space, other rights, another folder. */
const CODE_OF_ERRNO: Readonly<Record<string, WriteFailure>> = {
  ENOSPC: 'write-no-space',
  EDQUOT: 'write-no-space',
  EACCES: 'write-permission',
  EPERM: 'write-permission',
  EROFS: 'write-read-only',
  ENOENT: 'write-no-folder',
  ENOTDIR: 'write-no-folder',
}

/** Why `target` could not be written, as the window says it. What is no error of the system is thrown on. */
export function writeRefusal(error: unknown, target: string): Refusal {
  const errno = errnoOf(error)
  if (errno === undefined || !(error instanceof Error)) throw error
  const code = CODE_OF_ERRNO[errno] ?? 'write-failed'
  return new Refusal(code, error.message, target, { cause: error })
}
