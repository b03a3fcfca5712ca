import { type Phrase, quote, says } from '../../../phrases/phrase.ts'
import type { CheckState } from './state.ts'

const WHAT = 'refcount table entry'

/**
 * Counts the references of the refcount table's entries. Comes after all others: a block that
 * something else references too is a corruption of its own.
 */
export function checkRefcountBlocks(state: CheckState): void {
  const { stored } = state
  for (let index = 0; index < stored.usedEntries; index += 1) {
    if (stored.hasReservedBits(index)) {
      corrupt(
        state,
        index,
        says('reserved bits 0'),
        `refcount table entry ${index} has reserved bits set`,
      )
      continue
    }
    const offset = stored.blockOffset(index)
    if (offset !== 0) checkBlock(state, index, offset)
  }
}

function checkBlock(state: CheckState, index: number, offset: number): void {
  const { counts, stored, clusterSize } = state
  if (stored.isUnaligned(index)) {
    const message = `refcount block ${index} is not cluster aligned; refcount table entry corrupted`
    corrupt(state, index, says('an offset aligned to clusters'), message)
    return
  }
  const cluster = offset / clusterSize
  state.noteEnd('refcount block', offset, clusterSize, true)
  if (cluster >= counts.clusters) {
    const message = `refcount block ${index} is outside image`
    corrupt(
      state,
      index,
      says('an offset below the end at {{at}}', { at: state.source.size }),
      message,
    )
    return
  }
  counts.add(offset, clusterSize, 1, WHAT, stored.tableOffset + index * 8)
  const references = counts.at(cluster)
  if (references !== 1) {
    const message = `refcount block ${index} refcount=${references}`
    corrupt(state, index, says('a cluster that nothing else references'), message)
  }
}

function corrupt(state: CheckState, index: number, expected: Phrase, message: string): void {
  const { stored, log } = state
  log.add('corruption', 1, () => ({
    what: WHAT,
    offset: stored.tableOffset + index * 8,
    expected,
    found: quote(stored.entryText(index)),
    message,
  }))
}
