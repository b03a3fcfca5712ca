import type { TreePath } from '../../files/tree.ts'
import { order } from '../../values/order.ts'
import type { CountedLater } from '../rows/base-row.ts'
import type { BaseRow } from '../rows/rows.ts'
import { type CacheContext, type CachedFile, cacheState } from './cache/cache-state.ts'
import type { IsLeftOpen } from './cache/left-open.ts'
import { linkState } from './cache/link-state.ts'
import type { Dependants } from './deletion/dependants.ts'
import { freedBytes } from './deletion/freed.ts'
import { indirectUsers } from './deletion/standing-on.ts'
import type { AccountingFacts } from './facts.ts'
import type { SpaceForest } from './forest/forest.ts'
import type { SpaceSizes } from './forest/sizes.ts'

interface CountedBases {
  /** Those that take something. */
  readonly own: readonly BaseRow[]
  /** With the symlinks of the caches, in the order of their paths where there are some. */
  readonly all: readonly BaseRow[]
}

/** The rows of bases with what each costs, and what the image cache does with it next. */
export function countBases(
  facts: AccountingFacts,
  around: CountedAround,
  contextOf: (base: TreePath) => CacheContext | undefined,
): CountedBases {
  const own = facts.bases.map((base) => {
    const context = contextOf(base.id)
    return countedBase(base, { ...around, context })
  })
  if (facts.baseLinks.length === 0) return { own, all: own }
  const links = facts.baseLinks.map((row) => {
    const context = contextOf(row.id)
    return context === undefined ? row : { ...row, cache: linkState(row, context) }
  })
  return { own, all: [...own, ...links].sort((a, b) => order(a.id, b.id)) }
}

/** What rows of bases and of images are counted by. */
export interface CountedAround {
  readonly forest: SpaceForest
  readonly sizes: SpaceSizes
  readonly dependants: (at: number) => Dependants
  readonly isLeftOpen: IsLeftOpen
}

interface BaseSurroundings extends CountedAround {
  readonly context: CacheContext | undefined
}

function countedBase(base: CountedLater, around: BaseSurroundings): BaseRow {
  const { forest, sizes, dependants, context, isLeftOpen } = around
  const at = forest.nodeAt(base.id) ?? -1
  // Without the instances_path that it is the cache of nobody looked for who uses it.
  const isOpen = context === undefined || isLeftOpen(base.id)
  const freed = freedBytes(forest, { instances: [], files: [base.id] })
  const counted = {
    ...base,
    users: sizes.users[at]?.length ?? 0,
    ...(isOpen && { isUsersAtLeast: true as const }),
    dependants: dependants(at),
    exclusive: freed.bytes,
    ...(freed.isAtLeast && { isExclusiveAtLeast: true as const }),
  }
  return context === undefined
    ? counted
    : { ...counted, cache: cacheState(cachedFile(counted), context) }
}

function cachedFile(base: Omit<BaseRow, 'cache'>): CachedFile {
  const { id: path, name, length, mtimeMs, overlays, dependants } = base
  const file = { path, name, length, mtimeMs, overlays, dependants }
  return { ...file, indirectUsers: indirectUsers(base) }
}
