import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import { userShare } from '../../analysis/accounting/user-share.ts'
import { baseLog, pathOfCache } from '../../analysis/base-log.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { BaseRow } from '../../analysis/rows/rows.ts'
import { ifCounted } from '../../analysis/sizes/known-allocated.ts'
import type { Layout } from '../../scan/layout.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'

type BasePart = NodeReport['bases'][number]

type BaseAccounting = Pick<
  BasePart,
  | 'users'
  | 'usersAreAtLeast'
  | 'exclusiveBytes'
  | 'exclusiveIsAtLeast'
  | 'amortisedShareBytes'
  | 'cacheState'
  | 'cache'
>

export function baseAccountingPart(row: BaseRow, view: NodeView): BaseAccounting {
  const { users, isUsersAtLeast = false, exclusive, isExclusiveAtLeast = false, cache } = row
  return {
    users,
    usersAreAtLeast: isUsersAtLeast,
    exclusiveBytes: ifCounted([row], exclusive) ?? null,
    exclusiveIsAtLeast: isExclusiveAtLeast,
    amortisedShareBytes: ifCounted([row], userShare(row)) ?? null,
    cacheState: cache?.kind ?? null,
    cache: cachePart(row, view),
  }
}

function cachePart(row: BaseRow, view: NodeView): BasePart['cache'] {
  const { cache } = row
  if (cache === undefined) return null
  const { removableAtMs } = cache
  return {
    seenAs: cache.class ?? null,
    usedBy: cache.by ?? null,
    imageId: cache.imageId ?? null,
    removableAt: removableAtMs === undefined ? null : (isoTime(removableAtMs) ?? null),
    unseenUsers: cache.unseenUsers,
    unknownBecause: cache.why ?? null,
    log: baseLog(row, view).map(({ level, text }) => `${level} ${text}`),
  }
}

export function imageCachePart(
  { cache }: HostAccounting,
  { basePath }: Layout,
): NodeReport['imageCache'] {
  if (cache === undefined) return null
  const { options } = cache
  return {
    path: pathOfCache(cache, basePath),
    optionsFromConfiguration: cache.optionsAreKnown,
    managerIntervalSeconds: options.managerInterval,
    removeUnusedBaseImages: options.removeUnused,
    originalMinimumAgeSeconds: options.originalMinimumAge,
    resizedMinimumAgeSeconds: options.resizedMinimumAge,
    isReleaseAssumed: cache.isReleaseAssumed === true,
    instancesWithoutImage: cache.withoutImage,
    doubts: cache.doubts.map(({ path, reason, about }) => ({ path, reason, leavesOpen: about })),
    doubtCount: Object.values(cache.doubtCounts).reduce((sum, count) => sum + count, 0),
    otherHosts: [...cache.otherHosts],
    differing: (cache.differing ?? []).map(({ option, values }) => ({
      option,
      values: [...values],
    })),
  }
}
