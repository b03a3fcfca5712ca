import { roundUp } from '../../bytes/numbers.ts'
import type { SnapshotEntrySize } from './snapshots.ts'

/** qemu aligns every entry. */
const ENTRY_ALIGNMENT = 8

export interface SnapshotTableSpace {
  /** Bytes of the table's clusters, which go with the last snapshot. */
  readonly all: number
  /**
   * What goes of them with one snapshot alone, by its number: qemu writes the table anew without it.
   * Below 0 where the new table is the larger one, as that of an older qemu's image may be.
   */
  readonly without: (index: number) => number
}

export function snapshotTableSpace(
  sizes: readonly SnapshotEntrySize[],
  clusterSize: number,
): SnapshotTableSpace {
  const sum = (key: keyof SnapshotEntrySize): number =>
    sizes.reduce((bytes, size) => bytes + roundUp(size[key], ENTRY_ALIGNMENT), 0)
  const all = roundUp(sum('inFile'), clusterSize)
  const rewritten = sum('rewritten')
  const without = (index: number): number => {
    const gone = roundUp(sizes[index]?.rewritten ?? 0, ENTRY_ALIGNMENT)
    return all - roundUp(rewritten - gone, clusterSize)
  }
  return { all, without }
}
