import { TreeError, type TreeErrorCode, type TreePath } from '../../shared/files/tree.ts'
import { errnoOf } from './errno.ts'

const CODES: Readonly<Record<string, TreeErrorCode>> = {
  ENOENT: 'not-found',
  ERR_INVALID_ARG_VALUE: 'not-found',
  EACCES: 'permission',
  EPERM: 'permission',
  ENOTDIR: 'not-a-directory',
  EISDIR: 'not-a-file',
  ENXIO: 'not-a-file',
  ELOOP: 'loop',
  ENAMETOOLONG: 'name-too-long',
  ETIMEDOUT: 'not-responding',
  EHOSTDOWN: 'not-responding',
}

/** What a failed system call means for the entry at `path`. Anything but an errno is passed on. */
export function treeFault(error: unknown, path: TreePath): unknown {
  const errno = errnoOf(error)
  return errno === undefined ? error : new TreeError(CODES[errno] ?? 'io', path, errno)
}
