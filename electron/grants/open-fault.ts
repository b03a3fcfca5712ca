import { TreeError, type TreeErrorCode, type TreeFault } from '../../shared/files/tree.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import { Refusal, toFailure } from '../failure.ts'
import { treeFault } from '../files/tree-faults.ts'

const CODES: Readonly<Partial<Record<Failure['code'], TreeErrorCode>>> = {
  'not-found': 'not-found',
  permission: 'permission',
  'not-a-file': 'not-a-file',
  'not-granted': 'outside-root',
  'symlink-loop': 'loop',
  'not-responding': 'not-responding',
  invalid: 'name-too-long',
}

/** Why a path could not be opened, as a scan of what was opened with it keeps it. */
export function openFault(error: unknown, path: string): TreeFault {
  const fault = treeFault(error instanceof Refusal ? error.cause : error, path)
  if (fault instanceof TreeError) return fault.fault
  // What this program refuses by itself has no name of the system's.
  return { code: CODES[toFailure(error).code] ?? 'io', path, errno: '' }
}
