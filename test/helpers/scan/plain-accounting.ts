import type { NodeAccounting } from '../../../shared/analysis/accounting/node-accounting.ts'
import type { NovaNumbers } from '../../../shared/analysis/accounting/nova/nova-numbers.ts'
import type { Totals } from '../../../shared/analysis/model.ts'

/** Of a node on which nothing was counted, for tests that look at other things. */
export const plainAccounting: NodeAccounting = {
  space: { amortised: 0, leftovers: 0, unusedCache: 0, unknownCache: 0, others: 0, rest: 0 },
  growth: {
    need: 0,
    largest: [],
    impossible: [],
    impossibleCount: 0,
    unknownDisks: 0,
    incompleteInstances: 0,
  },
}

/** Totals of what such tests do not look at: all of it was seen, and there are no images. */
export const nothingElse = {
  unknownDisks: 0,
  incompleteInstances: 0,
  hidden: 0,
  imageParts: 0,
  imageCount: 0,
  imageVirtualBytes: 0,
  unknownImages: 0,
  baseCount: 1,
  baseVirtualBytes: 0,
  unknownBases: 0,
  unreadable: 0,
} as const satisfies Partial<Totals>

/** Of a host of 100 GiB, three instances of 20 GiB. */
export const plainPlacement = {
  totalGib: 100,
  reservedGib: 0,
  ratio: 1,
  isRatioSet: false,
  capacityGib: 100,
  usedGib: 60,
  instances: 3,
  unknownInstances: 0,
  untoldSpecs: 0,
  resizes: 0,
} as const

/** What is left out of Nova's sums where nothing is. */
export const nothingLeftOut = {
  imageCache: 0,
  orphans: 0,
  otherHosts: 0,
  skipped: 0,
  unnamed: 0,
  leftovers: 0,
  other: 0,
} as const

const GiB = 2 ** 30

/** Nova's numbers of that host, whose disks may grow by 9 GiB more than is free. */
export const plainNova = {
  from: 'domains',
  instances: 3,
  disks: 3,
  skippedInstances: 0,
  refusedDisks: 0,
  unnamedDisks: 0,
  overCommitted: 54 * GiB,
  free: 45 * GiB,
  availableLeast: -9 * GiB,
  availableLeastGib: -9,
  placement: plainPlacement,
  reserved: { hostGib: 0, cacheGib: 0, cacheIsReserved: false },
  leftOut: nothingLeftOut,
} as const satisfies NovaNumbers
