import type { Evidence } from '../../findings/types.ts'
import type { AllocatedFrom } from '../../scan/model.ts'
import type { KnownSizes } from '../accounting/forest/sizes.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'

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

/** Whether an instance's folder may take more than is counted: something of it was not seen, or is made up. */
export function isFolderAtLeast({
  incomplete,
  isUncounted,
}: Pick<InstanceRow, 'incomplete' | 'isUncounted'>): boolean {
  return incomplete !== undefined || isUncounted === true
}

/** What an instance costs: unknown where nothing of it was seen, or something was made up. */
export function knownSizes({ disks, sizes, incomplete }: CountedRow): KnownSizes | undefined {
  return incomplete === 'shut' ? undefined : ifCounted(disks, sizes)
}

/** What a disk of an instance costs: unknown where its allocated bytes are made up. */
export function knownSizesOfDisk(disk: DiskCell): KnownSizes | undefined {
  return ifCounted([disk], disk.sizes)
}

type CountedRow = Pick<InstanceRow, 'disks' | 'sizes' | 'incomplete'>

/** Allocated bytes as a finding shows them: left out where not known, and said to be derived where they are. */
export function allocatedEvidence(
  allocated: number,
  files: readonly Pick<Allocated, 'allocatedFrom'>[],
): Evidence {
  if (ifCounted(files, allocated) === undefined) return {}
  const isDerived = files.some(({ allocatedFrom }) => allocatedFrom === 'tables')
  return isDerived ? { allocated, allocatedFrom: 'tables' } : { allocated }
}
