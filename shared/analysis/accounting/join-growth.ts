import type { FileSystemStat } from '../../files/tree.ts'
import { type Growth, growthOfDisk, NAMED } from './growth.ts'

/** The growth of several hosts together. What is free for it is known where all lie on one file system. */
export function joinGrowth(all: readonly Growth[], fileSystem: FileSystemStat | undefined): Growth {
  const need = sum(all.map((one) => one.need))
  const available = fileSystem?.available
  const largest = all.flatMap((one) => one.largest)
  const impossible = all.flatMap((one) => one.impossible)
  return {
    need,
    ...(available !== undefined && { available, shortfall: Math.max(0, need - available) }),
    largest: largest.sort((a, b) => growthOfDisk(b) - growthOfDisk(a)).slice(0, NAMED),
    impossible: impossible.sort((a, b) => b.virtual - a.virtual).slice(0, NAMED),
    impossibleCount: sum(all.map((one) => one.impossibleCount)),
    unknownDisks: sum(all.map((one) => one.unknownDisks)),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
