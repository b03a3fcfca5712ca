import type { SpaceOfHost } from '../../hosts/space-of-host.ts'
import { exactSum } from '../../sizes/exact-sum.ts'
import { sum } from '../../sizes/sum.ts'
import { eachOnce } from './disk-stores.ts'
import { type Growth, roomFor } from './growth.ts'
import { growthOfDisk, NAMED } from './growth-sums.ts'

/** The growth of several hosts together. What is free for it is known where all lie on one file system. */
export function joinGrowth(all: readonly Growth[], space: SpaceOfHost): Growth {
  const { bytes: need, leftOut } = exactSum(all.map((one) => one.need))
  const elsewhere = eachOnce(all.flatMap((one) => one.elsewhere ?? []))
  const unknown = {
    // Of a host whose growth does not fit in the sum at least one disk is left out.
    unknownDisks: sum(all.map((one) => one.unknownDisks)) + leftOut,
    incompleteInstances: sum(all.map((one) => one.incompleteInstances)),
    ...(all.some(({ isUnread }) => isUnread) && { isUnread: true as const }),
    ...(elsewhere.length > 0 && { elsewhere }),
  }
  const repeatedDisks = sum(all.map((one) => one.repeatedDisks ?? 0))
  const largest = all.flatMap((one) => one.largest)
  const impossible = all.flatMap((one) => one.impossible)
  const impossibleCounts = all.flatMap((one) => one.impossibleCount ?? [])
  return {
    need,
    ...roomFor(need, space, unknown),
    largest: largest.sort((a, b) => growthOfDisk(b) - growthOfDisk(a)).slice(0, NAMED),
    impossible: impossible.sort((a, b) => b.virtual - a.virtual).slice(0, NAMED),
    ...(impossibleCounts.length === all.length && { impossibleCount: sum(impossibleCounts) }),
    ...unknown,
    ...(repeatedDisks > 0 && { repeatedDisks }),
  }
}
