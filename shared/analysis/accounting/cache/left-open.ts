import { baseNameOf } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import type { AccountingFacts } from '../facts.ts'
import { openNames } from './cache-overview.ts'

/** Whether something that was not read may stand on a file. */
export type IsLeftOpen = (path: TreePath) => boolean

/**
 * Of a scan that ended early all files are left open, and of a whole one those that a doubt is about, as
 * for the cache's states; configuration stands on nothing.
 */
export function leftOpenByDoubts({
  end,
  doubts,
}: Pick<AccountingFacts, 'end' | 'doubts'>): IsLeftOpen {
  if (end.state === 'partial') return () => true
  const isOpen = openNames(doubts.filter(({ reason }) => reason !== 'configuration'))
  return (path) => isOpen(baseNameOf(path))
}

/** Whether an instance shares files with nobody knows how many, or itself stands on nobody knows what. */
export function isShareOpen({ disks }: InstanceRow, isLeftOpen: IsLeftOpen): boolean {
  return disks.some(({ chain, base, backing }) => {
    const below = base ?? backing?.path
    return chain === 'unreadable' || (below !== undefined && isLeftOpen(below))
  })
}
