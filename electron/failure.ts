import { TreeError, type TreeErrorCode } from '../shared/files/tree.ts'
import type { Failure } from '../shared/ipc/contract.ts'
import { errnoOf } from './files/errno.ts'

/** An expected failure on its way to the window, as an exception. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly failure: Failure

  constructor(code: Failure['code'], message: string, path?: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = path === undefined ? { code, message } : { code, message, path }
  }

  static of({ code, message, path }: Failure): Refusal {
    return new Refusal(code, message, path)
  }
}

const CODE_OF_TREE_ERROR: Readonly<Record<TreeErrorCode, Failure['code']>> = {
  'not-found': 'not-found',
  permission: 'permission',
  'not-a-directory': 'not-found',
  'not-a-file': 'not-a-file',
  'outside-root': 'not-granted',
  loop: 'symlink-loop',
  'too-deep': 'invalid',
  'name-too-long': 'invalid',
  'not-responding': 'not-responding',
  io: 'internal',
}

const CODE_OF_ERRNO: Readonly<Record<string, Failure['code']>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ELOOP: 'symlink-loop',
  EACCES: 'permission',
  EPERM: 'permission',
  ENAMETOOLONG: 'invalid',
}

/** Any thrown thing as the failure that the window is told. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure
  if (error instanceof TreeError) return treeFailure(error)
  if (error instanceof Error) return systemFailure(error)
  return { code: 'internal', message: String(error) }
}

function treeFailure(error: TreeError): Failure {
  const { code, path } = error.fault
  return { code: CODE_OF_TREE_ERROR[code], message: error.message, path }
}

function systemFailure(error: Error): Failure {
  const code = CODE_OF_ERRNO[errnoOf(error) ?? ''] ?? 'internal'
  const failure = { code, message: error.message }
  const path = 'path' in error ? error.path : undefined
  return typeof path === 'string' ? { ...failure, path } : failure
}
