import { type CacheLogLine, cacheLog } from '../../analysis/accounting/cache/cache-log.ts'
import type { CacheOverview } from '../../analysis/accounting/cache/cache-overview.ts'
import type { Sizes } from '../../analysis/accounting/forest/sizes.ts'
import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import type { NodeAccounting } from '../../analysis/accounting/node-accounting.ts'
import type { GrowingDisk } from '../../analysis/accounting/nova/growth.ts'
import { novaDisk } from '../../analysis/accounting/nova/nova-disk.ts'
import { largestGib, leftGib } from '../../analysis/accounting/nova/placement.ts'
import { userShare } from '../../analysis/accounting/user-share.ts'
import { cacheOf } from '../../analysis/cache-of.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { BaseRow, DiskCell } from '../../analysis/rows/rows.ts'
import { ifCounted } from '../../analysis/sizes/known-allocated.ts'
import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Layout } from '../../scan/layout.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'

type DiskPart = NodeReport['instances'][number]['disks'][number]
type BasePart = NodeReport['bases'][number]

export function sizesPart(sizes: Sizes | undefined): NodeReport['instances'][number]['sizes'] {
  if (sizes === undefined) return null
  const { exclusive, shared, amortised } = sizes
  return { exclusiveBytes: exclusive, sharedBytes: shared, amortisedBytes: amortised }
}

export function novaDiskPart(disk: DiskCell): DiskPart['nova'] {
  const { type, virtDiskSize, diskSize, overCommittedDiskSize, backingFile } = novaDisk(disk)
  return {
    type,
    virt_disk_size: virtDiskSize ?? null,
    disk_size: ifCounted([disk], diskSize) ?? null,
    over_committed_disk_size: ifCounted([disk], overCommittedDiskSize) ?? null,
    backing_file: backingFile ?? '',
    leftOut: disk.novaLeavesOut ?? null,
  }
}

type BaseAccounting = Pick<
  BasePart,
  'users' | 'usersAreAtLeast' | 'exclusiveBytes' | 'amortisedShareBytes' | 'cacheState' | 'cache'
>

export function baseAccountingPart(row: BaseRow, view: NodeView): BaseAccounting {
  const { users, isUsersAtLeast = false, exclusive, cache } = row
  return {
    users,
    usersAreAtLeast: isUsersAtLeast,
    exclusiveBytes: ifCounted([row], exclusive) ?? null,
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

/** As the node calls the cache that a path is in, which of several hosts may be another's. */
function pathOfCache({ caches, path }: CacheOverview, inside: TreePath | undefined): string {
  const own = caches?.find(({ at }) => inside !== undefined && isWithin(inside, at))
  return own?.path ?? path
}

/** What nova-compute logs of a base in its next pass. */
export function baseLog(row: BaseRow, view: NodeView): readonly CacheLogLine[] {
  const overview = cacheOf(view, row.id)
  if (row.cache === undefined || overview === undefined) return []
  const path = `${pathOfCache(overview, row.id)}/${row.name}`
  return cacheLog(path, row.cache, overview.options, view.finishedAtMs)
}

export function byUsePart({ space }: NodeAccounting): NodeReport['totals']['allocatedByUse'] {
  return {
    amortisedBytes: space.amortised ?? null,
    leftoversBytes: space.leftovers ?? null,
    unusedCacheBytes: space.unusedCache ?? null,
    unknownCacheBytes: space.unknownCache,
    otherImagesBytes: space.others,
    restBytes: space.rest,
  }
}

export function novaPart({ nova }: HostAccounting): NodeReport['nova'] {
  if (nova === undefined) return null
  const { reserved, placement, leftOut } = nova
  // Of disks on storage that is not mounted Nova may find each.
  const found = (count: number) => (nova.unknown === 'unmounted' ? null : count)
  const told = <T>(value: T) => (placement.unknown === 'configuration' ? null : value)
  return {
    countedFrom: nova.from,
    instances: found(nova.instances),
    disks: found(nova.disks),
    skippedInstances: found(nova.skippedInstances),
    refusedDisks: nova.refusedDisks,
    unnamedDisks: nova.unnamedDisks,
    overCommittedBytes: nova.overCommitted ?? null,
    freeBytes: nova.free ?? null,
    diskAvailableLeastBytes: nova.availableLeast ?? null,
    diskAvailableLeastGib: nova.availableLeastGib ?? null,
    unknown: nova.unknown ?? null,
    reserved: {
      hostGib: told(reserved.hostGib),
      imageCacheGib: told(reserved.cacheGib),
      imageCacheIsReserved: told(reserved.cacheIsReserved),
    },
    placement: {
      unknown: placement.unknown ?? null,
      totalGib: placement.totalGib ?? null,
      reservedGib: told(placement.reservedGib),
      allocationRatio: told(placement.ratio),
      allocationRatioIsSet: placement.isRatioSet ?? null,
      capacityGib: placement.capacityGib ?? null,
      usedGib: placement.usedGib,
      smallestFlavor: placement.smallest ?? null,
      leftGib: leftGib(placement) ?? null,
      maxUnitGib: placement.totalGib ?? null,
      largestInstanceGib: largestGib(placement) ?? null,
      instances: placement.instances,
      unknownInstances: placement.unknownInstances,
      fromVolume: placement.fromVolume ?? 0,
      untoldSpecs: placement.untoldSpecs,
      resizes: placement.resizes,
    },
    leftOut: {
      imageCacheBytes: leftOut.imageCache,
      orphansBytes: leftOut.orphans,
      otherHostsBytes: leftOut.otherHosts,
      skippedInstancesBytes: leftOut.skipped,
      unnamedDisksBytes: leftOut.unnamed,
      leftoversBytes: leftOut.leftovers,
      otherBytes: leftOut.other,
    },
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

export function growthPart({ growth }: HostAccounting): NodeReport['growth'] {
  return {
    needBytes: growth.need,
    availableBytes: growth.available ?? null,
    unknown: growth.unknown ?? null,
    shortfallBytes: growth.shortfall ?? null,
    unknownDisks: growth.unknownDisks,
    incompleteInstances: growth.incompleteInstances,
    repeatedDisks: growth.repeatedDisks ?? 0,
    elsewhere: [...(growth.elsewhere ?? [])],
    largest: growth.largest.map(growingPart),
    impossible: growth.impossible.map(growingPart),
    impossibleCount: growth.impossibleCount ?? null,
  }
}

function growingPart({ path, instance, virtual, allocated }: GrowingDisk) {
  return { path, instance, virtualBytes: virtual, allocatedBytes: allocated }
}
