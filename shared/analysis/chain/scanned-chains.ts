import type { TreePath } from '../../files/tree.ts'
import type { AnalysedUnit } from '../analysed-unit.ts'
import { createEntryFinder } from '../places/entry-finder.ts'
import type { ChainHost } from './chain-host.ts'
import type { Chain } from './chain-model.ts'
import { entryChain, rawChain } from './entry-chain.ts'
import { lostChain } from './lost-header.ts'

/**
 * The chain of a scanned image, asked for by its path, or by the symlink by which an instance has it;
 * undefined for what was not scanned.
 */
export type ChainAt = (named: TreePath) => Chain | undefined

/** Where only a view is there, which keeps no chains. */
export const unknownChain: ChainAt = () => undefined

/**
 * Resolves chains of a finished scan again, one at a time: the layers of tens of thousands would be too
 * much to keep, and a report asks for each once.
 */
export function createScannedChains(units: readonly AnalysedUnit[], host: ChainHost): ChainAt {
  let find: ReturnType<typeof finderOf> | undefined
  return (named) => {
    find ??= finderOf(units)
    const found = find(named)
    if (found?.entry.type !== 'file') return undefined
    const { entry, unit } = found
    const declared = unit.findings.lost.get(entry)
    if (declared !== undefined) return lostChain(entry, declared, host)
    return unit.findings.raw.has(entry) ? rawChain(entry, host) : entryChain(entry, host)
  }
}

function finderOf(units: readonly AnalysedUnit[]) {
  return createEntryFinder(units, ({ path, linkedAt }) => linkedAt ?? path)
}
