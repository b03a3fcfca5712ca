import type { FileSystemStat } from '../../../files/tree.ts'
import type { NovaConfig } from '../../../nova/conf.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import { isOfNova } from '../../../nova/is-of-nova.ts'
import { isLive } from '../../../nova/names.ts'
import { GIB } from '../../../values/sizes.ts'
import { domainOf, type NovaDomains } from './nova-domains.ts'

const MIB_OF_GIB = 1024
const OVERRIDE = 'resources:DISK_GB'

/**
 * What the host offers of DISK_GB, and what its instances take of that, as the scheduler counts it
 * (`update_provider_tree`, `ResourceRequest`): by flavors, whatever the disks take. Whole GiB.
 */
export interface PlacementDisk {
  /**
   * Why it is not known what the host offers. `no-host`: of the host only its instances_path was opened,
   * which may be a copy on a file system of another machine. `configuration`: Nova's could not be read, so that
   * what is reserved and the ratio are not known. `no-size`: the size of the storage is not.
   */
  readonly unknown?: PlacementUnknown
  /** Of the file system; undefined where it is not known, or the disks are elsewhere. */
  readonly totalGib?: number
  readonly reservedGib: number
  readonly ratio: number
  /**
   * An option sets it; otherwise placement keeps what somebody has set there. Absent where no configuration
   * was read: this and what is reserved are Nova's defaults then.
   */
  readonly isRatioSet?: boolean
  /** nova-compute does not start with its configuration: the scheduler gives its host nothing. */
  readonly isNovaDown?: true
  /** (total - reserved) * ratio. A single instance gets no more than the total (`max_unit`). */
  readonly capacityGib?: number
  readonly usedGib: number
  /** Of the flavors that are known the one that wants least, of those that want disk at all. */
  readonly smallest?: WantedDisk
  /** Instances whose flavor is known, and how many are not. */
  readonly instances: number
  readonly unknownInstances: number
  /** Of those whose flavor is known: of how many the XML cannot tell whether an extra spec overrides it. */
  readonly untoldSpecs: number
  /** Of how many the root disk is in no sum, for their XML names no image; left out where there are none. */
  readonly fromVolume?: number
  /** Copies that wait for a resize: with each the old flavor is held too, here or on another host. */
  readonly resizes: number
}

/** What a flavor wants of DISK_GB. */
export interface WantedDisk {
  readonly flavor: string
  readonly gib: number
}

export type PlacementUnknown = 'no-host' | 'configuration' | 'no-size'

interface PlacementFacts {
  readonly domains: NovaDomains
  readonly fileSystem: FileSystemStat | undefined
  readonly config: NovaConfig | undefined
  readonly reservedGib: number
  /** The disks are in a volume group or a Ceph pool. */
  readonly isElsewhere: boolean
  /** Configuration of Nova that may be there could not be read. */
  readonly isConfigShut: boolean
  /** More of the host was opened than its instances_path. */
  readonly isHostSeen: boolean
}

export function placementDisk(facts: PlacementFacts): PlacementDisk {
  const { domains, config, reservedGib, isConfigShut } = facts
  const totalGib = totalOf(facts)
  const set = config?.diskAllocationRatio
  const ratio = set || (config?.initialDiskAllocationRatio ?? 1)
  const all = domainsOf(domains)
  const known = all.map((one) => one && diskGib(one))
  const counted = known.filter((gib) => gib !== undefined)
  return {
    ...(typeof totalGib === 'string'
      ? { unknown: totalGib }
      : { totalGib, capacityGib: (totalGib - reservedGib) * ratio }),
    reservedGib,
    ratio,
    ...(config !== undefined && !isConfigShut && { isRatioSet: Boolean(set) }),
    ...(config?.isUnparsable && { isNovaDown: true as const }),
    usedGib: counted.reduce((sum, gib) => sum + gib, 0),
    ...smallestOf(all),
    instances: counted.length,
    unknownInstances: known.length - counted.length,
    ...fromVolumes(all),
    untoldSpecs: all.filter((one, at) => known[at] !== undefined && !tellsSpecs(one)).length,
    resizes: domains.rows.filter(({ kind }) => kind === 'resize').length,
  }
}

/** What new instances get together; below zero where more is held than there is. */
export function leftGib({ capacityGib, usedGib }: PlacementDisk): number | undefined {
  return capacityGib === undefined ? undefined : Math.floor(capacityGib - usedGib)
}

/** The most that one new instance gets: `max_unit` of the inventory is the total, whatever the ratio. */
export function largestGib(placement: PlacementDisk): number | undefined {
  const { totalGib = 0 } = placement
  const left = leftGib(placement)
  return left === undefined ? undefined : Math.max(0, Math.min(left, totalGib))
}

function totalOf(facts: PlacementFacts): number | PlacementUnknown {
  const { fileSystem, isElsewhere, isHostSeen, isConfigShut } = facts
  if (isConfigShut) return 'configuration'
  if (!isHostSeen) return 'no-host'
  if (fileSystem === undefined || isElsewhere) return 'no-size'
  return Math.trunc(fileSystem.total / GIB)
}

function smallestOf(all: readonly (DomainFacts | undefined)[]): Pick<PlacementDisk, 'smallest'> {
  let smallest: WantedDisk | undefined
  for (const facts of all) {
    const gib = facts === undefined ? 0 : (diskGib(facts) ?? 0)
    if (gib > 0 && gib < (smallest?.gib ?? Number.POSITIVE_INFINITY)) {
      smallest = { flavor: facts?.flavor?.name ?? '', gib }
    }
  }
  return smallest === undefined ? {} : { smallest }
}

/** The domains of the host; where not all are known, what is known of each folder. */
function domainsOf(domains: NovaDomains): readonly (DomainFacts | undefined)[] {
  const ofRows = domains.rows.filter(isLive).map((row) => domainOf(row, domains))
  if (!domains.complete) return ofRows
  const inFolders = new Set(ofRows.map((one) => one?.uuid))
  return domains.names.ofLibvirt().filter((one) => inFolders.has(one.uuid) || isOfNova(one))
}

/** The first version that writes a flavor's extra specs into the XML: 2025.2. */
const TELLS_SPECS = 32

function tellsSpecs(facts: DomainFacts | undefined): boolean {
  const [, major = '0'] = /^(\d+)\./.exec(facts?.novaVersion ?? '') ?? []
  return facts?.flavor?.extraSpecs !== undefined || Number(major) >= TELLS_SPECS
}

type FromVolumes = Pick<PlacementDisk, 'fromVolume'>

function fromVolumes(all: readonly (DomainFacts | undefined)[]): FromVolumes {
  const booted = all.filter((one) => {
    if (one === undefined || diskGib(one) === undefined) return false
    return one.imageId === undefined && (one.flavor?.rootGib ?? 0) > 0
  })
  return booted.length === 0 ? {} : { fromVolume: booted.length }
}

/** An instance that no image is told of was booted from a volume: its root disk is not the host's. */
export function diskGib({ flavor, imageId }: DomainFacts): number | undefined {
  // That extra spec stands for the disks of the flavor, and its value is not kept.
  if (flavor === undefined || flavor.extraSpecs?.includes(OVERRIDE)) return undefined
  const { rootGib, ephemeralGib, swapMib } = flavor
  if (rootGib === undefined || ephemeralGib === undefined || swapMib === undefined) return undefined
  const root = imageId === undefined ? 0 : rootGib
  return ephemeralGib + Math.ceil(swapMib / MIB_OF_GIB) + root
}
