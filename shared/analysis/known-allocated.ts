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
