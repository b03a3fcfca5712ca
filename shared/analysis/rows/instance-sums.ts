import { ifCounted, knownSizes } from '../sizes/known-allocated.ts'
import { overcommitOf, virtualOfDisks } from '../sizes/overcommit.ts'
import type { InstanceRow } from './rows.ts'

/** A sum over the disks of an instance. Bytes. */
export interface DiskSum {
  /** Of the disks of which it is known; undefined where it is of none that there are or may be. */
  readonly bytes: number | undefined
  /** How many disks are left out. */
  readonly unknownDisks: number
  /** It may be more: disks are left out, or nobody saw them. */
  readonly isAtLeast: boolean
}

/** What the guest sees of the disks in an instance's folder. */
export function virtualSum(row: InstanceRow): DiskSum {
  const { disks, incomplete, virtual } = row
  const unknownDisks = virtualOfDisks(disks).leftOut
  const isNone = unknownDisks === disks.length && (disks.length > 0 || incomplete !== undefined)
  return {
    bytes: isNone ? undefined : virtual,
    unknownDisks,
    isAtLeast: unknownDisks > 0 || incomplete !== undefined,
  }
}

/** What they may still grow by; not known where allocated bytes are made up. */
export function growthSum(row: InstanceRow): DiskSum {
  const sum = virtualSum(row)
  if (sum.bytes === undefined) return sum
  return { ...sum, bytes: ifCounted(row.disks, overcommitOf(row.disks)) }
}

/** Virtual size of an instance: of one without a disk here it is not known, the disk may be elsewhere. */
export function virtualOf(row: InstanceRow): DiskSum {
  const sum = virtualSum(row)
  return row.disks.length === 0 ? { ...sum, bytes: undefined } : sum
}

/** Whether what only it holds is more than its folder: files that nothing else stands on, which stay when that goes. */
export function isFreedWithBase(row: InstanceRow): boolean {
  const sizes = knownSizes(row)
  return sizes !== undefined && sizes.exclusive > row.allocated
}
