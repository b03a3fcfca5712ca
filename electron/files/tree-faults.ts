import { TreeError, type TreeErrorCode, type TreePath } from '../../shared/files/tree.ts'

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
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return error
  return new TreeError(CODES[error.code] ?? 'io', path, error.code)
}
