import type { KnownSizes } from '../../analysis/accounting/forest/sizes.ts'
import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import type { NodeAccounting } from '../../analysis/accounting/node-accounting.ts'
import type { GrowingDisk } from '../../analysis/accounting/nova/growth-sums.ts'
import type { NodeReport } from '../schema/schema.ts'

export function sizesPart(sizes: KnownSizes | undefined): NodeReport['instances'][number]['sizes'] {
  if (sizes === undefined) return null
  const { exclusive, isExclusiveAtLeast = false, shared, amortised } = sizes
  return {
    exclusiveBytes: exclusive,
    exclusiveIsAtLeast: isExclusiveAtLeast,
    sharedBytes: shared ?? null,
    amortisedBytes: amortised ?? null,
  }
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

export function growthPart({ growth }: HostAccounting): NodeReport['growth'] {
  return {
    needBytes: growth.need,
    availableBytes: growth.available ?? null,
    unknown: growth.unknown ?? (growth.isUnread ? 'unread' : null),
    instancesUnread: growth.isUnread === true,
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
