import type { TreePath } from '../../../files/tree.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'
import { ExactSum } from '../../sizes/exact-sum.ts'
import { overcommit } from '../../sizes/overcommit.ts'
import type { RepeatedDisks } from '../repeated-disks.ts'

/** Disks that are named; what is more only counts. */
export const NAMED = 20

/** Sizes in bytes. */
export interface GrowingDisk {
  readonly path: TreePath
  /** The instance's folder. */
  readonly instance: TreePath
  readonly virtual: number
  readonly allocated: number
}

/** Sums over the disks of instances, row by row; bytes. */
export class GrowthSums {
  unknownDisks = 0
  incompleteInstances = 0
  repeatedDisks = 0
  /** Those that can grow most, the largest first. */
  readonly largest: GrowingDisk[] = []
  /** Disks that are larger than the file system. */
  readonly impossible: GrowingDisk[] = []
  readonly #need = new ExactSum()
  readonly #repeated: RepeatedDisks
  readonly #total: number

  /** `total`: the size of the file system; undefined where it is not known. */
  constructor(repeated: RepeatedDisks, total = Number.POSITIVE_INFINITY) {
    this.#repeated = repeated
    this.#total = total
  }

  get need(): number {
    return this.#need.bytes
  }

  add(row: InstanceRow): void {
    if (row.incomplete !== undefined) this.incompleteInstances += 1
    for (const disk of row.disks) this.#addDisk(row, disk)
  }

  #addDisk(row: InstanceRow, disk: DiskCell): void {
    const grows = overcommit(disk)
    if (this.#repeated.has(disk)) this.repeatedDisks += 1
    else if (grows === undefined) this.unknownDisks += 1
    else {
      if (!this.#need.add(grows)) this.unknownDisks += 1
      if (grows > 0) keepLargest(this.largest, row, disk, grows)
    }
    if (!this.#repeated.has(disk) && (disk.virtual ?? 0) > this.#total) {
      this.impossible.push(growingDisk(row, disk))
    }
  }
}

/** Tens of thousands of disks, of which twenty are wanted: they are not sorted for that. */
function keepLargest(kept: GrowingDisk[], row: InstanceRow, disk: DiskCell, grows: number): void {
  const last = kept.at(-1)
  if (kept.length >= NAMED && last !== undefined && growthOfDisk(last) >= grows) return
  const one = growingDisk(row, disk)
  const at = kept.findIndex((other) => growthOfDisk(other) < growthOfDisk(one))
  kept.splice(at < 0 ? kept.length : at, 0, one)
  if (kept.length > NAMED) kept.pop()
}

/** Bytes that a disk may still allocate; 0 where it has as many as the guest sees, or more. */
export function growthOfDisk({ virtual, allocated }: GrowingDisk): number {
  return Math.max(0, virtual - allocated)
}

function growingDisk(row: InstanceRow, disk: DiskCell): GrowingDisk {
  const { path, virtual = 0, allocated } = disk
  return { path, instance: row.id, virtual, allocated }
}
