import type { NodeAccounting } from '../../shared/analysis/accounting/node-accounting.ts'

/** Of a node on which nothing was counted, for tests that look at other things. */
export const plainAccounting: NodeAccounting = {
  space: { amortised: 0, unusedCache: 0, unknownCache: 0, others: 0, rest: 0 },
  growth: {
    need: 0,
    largest: [],
    impossible: [],
    impossibleCount: 0,
    unknownDisks: 0,
    incompleteInstances: 0,
  },
}
