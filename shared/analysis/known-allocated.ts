import type { Evidence } from '../findings/types.ts'
import type { AllocatedFrom } from '../scan/model.ts'

interface Allocated {
  readonly allocated: number
  readonly allocatedFrom?: AllocatedFrom
}

/** Allocated bytes, unless the file system made them up and no image's tables say better. */
export function knownAllocated(file: Allocated): number | undefined {
  return ifCounted([file], file.allocated)
}

/** What is counted from the allocated bytes of some files: unknown where one of them is. */
export function ifCounted<Value>(
  files: readonly Pick<Allocated, 'allocatedFrom'>[],
  value: Value,
): Value | undefined {
  return files.some(({ allocatedFrom }) => allocatedFrom === 'unknown') ? undefined : value
}

/** The same as a finding shows it: left out where it is not known, and said to be derived where it is. */
export function allocatedEvidence(
  allocated: number,
  files: readonly Pick<Allocated, 'allocatedFrom'>[],
): Evidence {
  if (ifCounted(files, allocated) === undefined) return {}
  const isDerived = files.some(({ allocatedFrom }) => allocatedFrom === 'tables')
  return isDerived ? { allocated, allocatedFrom: 'tables' } : { allocated }
}
