import { GIB } from '../../../values/sizes.ts'
import { knownSpace } from '../../hosts/space-of-host.ts'
import { available, hasOtherStorage } from './available-least.ts'
import type { NovaFacts } from './nova-facts.ts'
import type { NovaNumbers, NovaReserved } from './nova-numbers.ts'
import { novaSum } from './nova-sum.ts'
import { placementDisk } from './placement.ts'

/** Nova's sums, over the domains of this host as far as they are known. */
export function novaNumbers(facts: NovaFacts): NovaNumbers {
  const sum = novaSum(facts.domains)
  const { instances, disks, skippedInstances, refusedDisks, refusedDisk, unnamedDisks } = sum
  const reserved = reservedOf(facts)
  const isElsewhere = hasOtherStorage(facts.config)
  return {
    from: facts.domains.complete ? 'domains' : 'folders',
    instances,
    disks,
    skippedInstances,
    refusedDisks,
    ...(refusedDisk !== undefined && { refusedDisk }),
    unnamedDisks,
    ...available(facts, sum),
    reserved,
    placement: placementDisk({
      ...facts,
      fileSystem: knownSpace(facts.space),
      reservedGib: reserved.hostGib + reserved.cacheGib,
      isElsewhere,
    }),
    leftOut: {
      imageCache: facts.byKind.bases,
      orphans: sum.orphans,
      otherHosts: sum.otherHosts,
      skipped: sum.skipped,
      unnamed: sum.unnamed,
      leftovers: facts.byKind.leftovers,
      other: facts.byKind.other,
    },
  }
}

function reservedOf({ config, cacheUsage }: NovaFacts): NovaReserved {
  const cacheIsReserved = config?.reservesImageCache ?? false
  return {
    hostGib: Math.ceil((config?.reservedHostDiskMib ?? 0) / 1024),
    cacheGib: cacheIsReserved ? Math.ceil(cacheUsage / GIB) : 0,
    cacheIsReserved,
  }
}
