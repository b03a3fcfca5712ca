import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import { novaDisk } from '../../analysis/accounting/nova/nova-disk.ts'
import {
  areCounted,
  areFlavorsKnown,
  type NovaLeftOut,
  type NovaNumbers,
} from '../../analysis/accounting/nova/nova-numbers.ts'
import {
  largestGib,
  leftGib,
  type PlacementDisk,
} from '../../analysis/accounting/nova/placement.ts'
import type { DiskCell } from '../../analysis/rows/rows.ts'
import type { NodeReport } from '../schema/schema.ts'

type DiskPart = NodeReport['instances'][number]['disks'][number]

export function novaDiskPart(disk: DiskCell): DiskPart['nova'] {
  const { type, virtDiskSize, diskSize, overCommittedDiskSize, backingFile } = novaDisk(disk)
  return {
    type,
    virt_disk_size: virtDiskSize ?? null,
    disk_size: diskSize ?? null,
    over_committed_disk_size: overCommittedDiskSize ?? null,
    backing_file: backingFile ?? '',
    leftOut: disk.novaLeavesOut ?? null,
  }
}

type NovaPart = NonNullable<NodeReport['nova']>

export function novaPart({ nova }: HostAccounting): NodeReport['nova'] {
  if (nova === undefined) return null
  // Of disks on storage that is not mounted, or was not read, Nova may find each.
  const found = (count: number) => (areCounted(nova) ? count : null)
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
    atLeast: boundPart(nova.bound),
    reserved: reservedPart(nova),
    placement: placementPart(nova.placement, areFlavorsKnown(nova)),
    leftOut: leftOutPart(nova.leftOut),
  }
}

function boundPart(bound: NovaNumbers['bound']): NovaPart['atLeast'] {
  if (bound === undefined) return null
  const { overCommitted, availableLeast, unsummed } = bound
  return {
    overCommittedBytes: overCommitted,
    diskAvailableAtMostBytes: availableLeast ?? null,
    instancesLeftOut: unsummed,
  }
}

function reservedPart({ reserved, placement }: NovaNumbers): NovaPart['reserved'] {
  const isTold = placement.unknown !== 'configuration'
  return {
    hostGib: isTold ? reserved.hostGib : null,
    imageCacheGib: isTold ? reserved.cacheGib : null,
    imageCacheIsReserved: isTold ? reserved.cacheIsReserved : null,
  }
}

function placementPart(placement: PlacementDisk, isUsedKnown: boolean): NovaPart['placement'] {
  const isTold = placement.unknown !== 'configuration'
  return {
    unknown: placement.unknown ?? null,
    totalGib: placement.totalGib ?? null,
    reservedGib: isTold ? placement.reservedGib : null,
    allocationRatio: isTold ? placement.ratio : null,
    allocationRatioIsSet: placement.isRatioSet ?? null,
    capacityGib: placement.capacityGib ?? null,
    usedGib: isUsedKnown ? placement.usedGib : null,
    smallestFlavor: placement.smallest ?? null,
    leftGib: isUsedKnown ? (leftGib(placement) ?? null) : null,
    maxUnitGib: placement.totalGib ?? null,
    largestInstanceGib: isUsedKnown ? (largestGib(placement) ?? null) : null,
    instances: isUsedKnown ? placement.instances : null,
    unknownInstances: placement.unknownInstances,
    fromVolume: placement.fromVolume ?? 0,
    untoldSpecs: placement.untoldSpecs,
    resizes: placement.resizes,
  }
}

function leftOutPart(leftOut: NovaLeftOut): NovaPart['leftOut'] {
  return {
    imageCacheBytes: leftOut.imageCache,
    orphansBytes: leftOut.orphans,
    otherHostsBytes: leftOut.otherHosts,
    skippedInstancesBytes: leftOut.skipped,
    unnamedDisksBytes: leftOut.unnamed,
    leftoversBytes: leftOut.leftovers,
    otherBytes: leftOut.other,
  }
}
