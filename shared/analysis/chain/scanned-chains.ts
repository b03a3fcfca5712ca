import type { TreePath } from '../../files/tree.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { AnalysedUnit } from '../analysed-unit.ts'
import type { ChainHost } from './chain-host.ts'
import type { Chain } from './chain-model.ts'
import { entryChain, rawChain } from './entry-chain.ts'

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
  let found: ReadonlyMap<TreePath, Found> | undefined
  return (named) => {
    found ??= findImages(units)
    const image = found.get(named)
    if (image === undefined) return undefined
    return image.isRaw ? rawChain(image.entry, host) : entryChain(image.entry, host)
  }
}

interface Found {
  readonly entry: ScannedEntry
  readonly isRaw: boolean
}

function findImages(units: readonly AnalysedUnit[]): ReadonlyMap<TreePath, Found> {
  const found = new Map<TreePath, Found>()
  for (const { result, findings } of units) {
    for (const entry of result.entries) {
      if (entry.type !== 'file') continue
      found.set(entry.linkedAt ?? entry.path, { entry, isRaw: findings.raw.has(entry) })
    }
  }
  return found
}
