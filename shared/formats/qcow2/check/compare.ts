import { says } from '../../../phrases/phrase.ts'
import type { Walk } from '../../walk.ts'
import { type RefcountBlock, refcountIn, UNREADABLE } from '../refcounts.ts'
import { type CountPage, PAGE_CLUSTERS } from './reference-counts.ts'
import type { CheckState } from './state.ts'

/**
 * Compares stored refcounts with references, cluster by cluster up to the end of the file.
 * Returns the last cluster that has either; 0 when none has.
 */
export function* compareRefcounts(state: CheckState): Walk<number> {
  const { counts, stored } = state
  const perBlock = stored.refcountsPerBlock
  let highest = 0
  let first = 0
  while (first < counts.clusters) {
    const block = stored.block(Math.floor(first / perBlock))
    if (first % perBlock === 0 && block !== undefined) state.budget.spend(state.clusterSize)
    const page = counts.page(Math.floor(first / PAGE_CLUSTERS))
    const end = Math.min(counts.clusters, endOf(first, PAGE_CLUSTERS), endOf(first, perBlock))
    if (block === UNREADABLE) unreadable(state, first, end)
    else if (block !== undefined || page !== undefined) {
      highest = compareSpan(state, block, page, { first, end }) ?? highest
      yield state.budget.progress
    }
    first = end
  }
  return highest
}

function endOf(index: number, unit: number): number {
  return (Math.floor(index / unit) + 1) * unit
}

interface Span {
  readonly first: number
  readonly end: number
}

/** Clusters that lie in one refcount block and one page. The last one in use, if any. */
function compareSpan(
  state: CheckState,
  block: RefcountBlock,
  page: CountPage | undefined,
  { first, end }: Span,
): number | undefined {
  const { order, refcountsPerBlock } = state.stored
  const inBlock = first % refcountsPerBlock
  const inPage = first % PAGE_CLUSTERS
  let highest: number | undefined
  for (let index = 0; index < end - first; index += 1) {
    const stored = block === undefined ? 0 : refcountIn(block, inBlock + index, order)
    const references = page === undefined ? 0 : (page[inPage + index] ?? 0)
    if (stored !== 0 || references !== 0) highest = first + index
    if (stored !== references) mismatch(state, first + index, stored, references)
  }
  return highest
}

function mismatch(state: CheckState, cluster: number, stored: number, references: number): void {
  const leaked = stored > references
  state.log.add(leaked ? 'leak' : 'corruption', 1, () => ({
    what: 'refcount',
    offset: cluster * state.clusterSize,
    expected: references,
    found: stored,
    message: `${leaked ? 'Leaked cluster' : 'cluster'} ${cluster} refcount=${stored} reference=${references}`,
  }))
}

function unreadable(state: CheckState, first: number, end: number): void {
  state.log.add('error', end - first, () => ({
    what: 'refcount',
    offset: first * state.clusterSize,
    expected: says('a refcount block'),
    found: says('an offset where none can be'),
    message: `Can't get refcount for cluster ${first} to ${end - 1}`,
  }))
}
