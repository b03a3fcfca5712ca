import { baseNameOf } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'
import type { AccountingFacts } from '../facts.ts'
import type { CacheDoubt } from './cache-doubt.ts'
import { openNames } from './cache-overview.ts'
import { mayNeedAnything } from './unread.ts'

/** Whether something that was not read may stand on a file. */
export type IsLeftOpen = (path: TreePath) => boolean

type Facts = Pick<AccountingFacts, 'end' | 'doubts'>

/**
 * Who uses a base: of a scan that ended early all are left open, and of a whole one those that a doubt is
 * about, as for the cache's states; configuration stands on nothing.
 */
export function usersLeftOpen(facts: Facts): IsLeftOpen {
  return leftOpenBy(facts, ({ reason }) => reason !== 'configuration')
}

/**
 * What instances share: as who uses a base, but one disk that a symlink has elsewhere leaves the sums of
 * all instances over bases of its kind as they were seen. Their bases say that they have more users.
 */
export function sharesLeftOpen(facts: Facts): IsLeftOpen {
  return leftOpenBy(facts, mayNeedAnything)
}

function leftOpenBy({ end, doubts }: Facts, isMeant: (doubt: CacheDoubt) => boolean): IsLeftOpen {
  if (end.state === 'partial') return () => true
  const isOpen = openNames(doubts.filter((doubt) => doubt.owner === undefined && isMeant(doubt)))
  return (path) => isOpen(baseNameOf(path))
}

/** Instances of which something unread tells what they have: what each has may be more than is known. */
export function ownersLeftOpen({ doubts }: Facts): ReadonlySet<string> {
  return new Set(
    doubts.flatMap(({ owner }) => (owner === undefined ? [] : [owner.uuid, owner.libvirtName])),
  )
}

/** Whether an instance shares files with nobody knows how many, or itself stands on nobody knows what. */
export function isShareOpen({ disks }: InstanceRow, isLeftOpen: IsLeftOpen): boolean {
  return disks.some((disk) => isDiskOpen(disk, isLeftOpen))
}

/** Whether a disk shares files with nobody knows how many, or itself stands on nobody knows what. */
export function isDiskOpen({ chain, base, backing }: DiskCell, isLeftOpen: IsLeftOpen): boolean {
  const below = base ?? backing?.path
  return chain === 'unreadable' || (below !== undefined && isLeftOpen(below))
}
