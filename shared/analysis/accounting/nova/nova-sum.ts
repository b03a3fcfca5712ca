import type { TreePath } from '../../../files/tree.ts'
import { isLive } from '../../../nova/names.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'
import { failsForNova, novaDisk } from './nova-disk.ts'
import { type DomainSum, type NovaLeavesOut, sumOfDomain } from './nova-domain.ts'
import { domainOf, type NovaDomains } from './nova-domains.ts'

/** Bytes are allocated ones. */
export interface NovaSum {
  instances: number
  disks: number
  overCommitted: number
  /** The size of a disk is not known, or does not fit in the sum. */
  hasUnknown: boolean
  /** Of a disk nobody knows what it takes. */
  hasUncounted: boolean
  /** A disk lies where nobody looked. */
  hasOutside: boolean
  /** Instances that `overCommitted` leaves out: not all is known of their disks, or Nova may skip them. */
  unsummed: number
  /** Disks at which Nova's pass fails, and so there is no sum. */
  refusedDisks: number
  /** The first of them. */
  refusedDisk?: TreePath
  /** Domains that Nova leaves out, because a disk of theirs is missing. */
  skippedInstances: number
  /** Files of disks that no domain XML names. */
  unnamedDisks: number
  orphans: number
  otherHosts: number
  skipped: number
  unnamed: number
}

/**
 * Nova asks libvirt for its domains and sums the disks that these name, whatever files are there. Where
 * the domains of the host are not all known, the files of a folder without one stand for its domain.
 */
export function novaSum(around: NovaDomains): NovaSum {
  const sum = emptySum()
  let domains = 0
  for (const row of around.rows) {
    const facts = isLive(row) ? domainOf(row, around) : undefined
    if (facts !== undefined) {
      domains += 1
      addDomain(sum, row, around, sumOfDomain(facts, placeOf(row), around.host))
    } else if (!isLive(row)) leaveOut(around, row.disks, 'leftover')
    else if (around.complete) addUnknown(sum, row, around)
    else addFolder(sum, row, around)
  }
  if (around.complete && domains < around.names.ofLibvirt().length) addRest(sum, around)
  return sum
}

type DomainRow = Pick<InstanceRow, 'disks' | 'incomplete'>

function addDomain(
  sum: NovaSum,
  { disks, incomplete }: DomainRow,
  around: NovaDomains,
  domain: DomainSum,
): void {
  const { named, moved, volumes } = domain
  if (named.length < disks.length) {
    const told = new Set([...named, ...moved, ...volumes])
    const unnamed = disks.filter((disk) => !told.has(disk))
    leaveOut(around, moved, 'moved')
    leaveOut(around, volumes, 'volume')
    leaveOut(around, unnamed, 'not-in-domain')
    sum.unnamedDisks += unnamed.length
    sum.unnamed += allocatedOf(unnamed)
  }
  addRefused(sum, domain.refused, around)
  // What was not found in a folder of which not all was seen may be there.
  const isDoubtful = incomplete !== undefined && (domain.skipped || domain.outside)
  if (isDoubtful) sum.hasUnknown = true
  else if (domain.skipped) {
    leaveOut(around, named, 'domain-skipped')
    sum.skippedInstances += 1
    sum.skipped += allocatedOf([...named, ...moved])
    return
  }
  sum.instances += 1
  sum.disks += domain.disks
  if (domain.isUncounted) sum.hasUncounted = true
  if (domain.outside) sum.hasOutside = true
  // Nova skips the whole of it where that disk is missing.
  if (isDoubtful || domain.outside) sum.unsummed += 1
  else addOverCommitted(sum, domain.overCommitted)
}

function addUnknown(sum: NovaSum, row: InstanceRow, around: NovaDomains): void {
  const { shared } = around
  if (shared) sum.otherHosts += row.allocated
  else sum.orphans += row.allocated
  leaveOut(around, row.disks, shared ? 'other-host' : 'no-domain')
}

function addFolder(sum: NovaSum, { disks, incomplete }: InstanceRow, around: NovaDomains): void {
  addRefused(sum, disks.filter(failsForNova), around)
  sum.instances += 1
  sum.disks += disks.length
  if (incomplete !== undefined) sum.hasUnknown = true
  for (const disk of disks) {
    const { overCommittedDiskSize, diskSize } = novaDisk(disk)
    addOverCommitted(sum, overCommittedDiskSize)
    if (diskSize === undefined) sum.hasUncounted = true
  }
}

/** Nova's integers have no end; what does not fit in ours is not known. */
function addOverCommitted(sum: NovaSum, bytes: number | undefined): void {
  if (bytes === undefined || !Number.isSafeInteger(sum.overCommitted + bytes)) {
    sum.hasUnknown = true
    sum.unsummed += 1
  } else sum.overCommitted += bytes
}

function addRefused(sum: NovaSum, refused: readonly DiskCell[], around: NovaDomains): void {
  const [first] = refused
  if (first === undefined) return
  sum.refusedDisks += refused.length
  sum.refusedDisk ??= first.path
  leaveOut(around, refused, 'refused')
}

/** By the folder's name Nova and libvirt know it, also where that is a symlink to where it lies. */
function placeOf({ id, linkedAt = id, disks }: InstanceRow) {
  return { folder: linkedAt, disks }
}

/** Domains without a folder: of a volume's instance, of one whose folder is lost, or none of Nova's. */
function addRest(sum: NovaSum, around: NovaDomains): void {
  const { rows, names, instancesPath: folder, host } = around
  const counted = new Set(
    rows.map((row) => (isLive(row) ? domainOf(row, around)?.uuid : undefined)),
  )
  for (const facts of names.ofLibvirt()) {
    if (!counted.has(facts.uuid))
      addDomain(sum, NO_DISKS, around, sumOfDomain(facts, { folder, ...NO_DISKS }, host))
  }
}

const NO_DISKS = { disks: [] } as const

function leaveOut(around: NovaDomains, disks: readonly DiskCell[], why: NovaLeavesOut): void {
  for (const disk of disks) around.leaveOut(disk, why)
}

function allocatedOf(disks: readonly DiskCell[]): number {
  return disks.reduce((all, { allocated }) => all + allocated, 0)
}

function emptySum(): NovaSum {
  return {
    instances: 0,
    disks: 0,
    overCommitted: 0,
    hasUnknown: false,
    hasUncounted: false,
    hasOutside: false,
    unsummed: 0,
    refusedDisks: 0,
    skippedInstances: 0,
    unnamedDisks: 0,
    orphans: 0,
    otherHosts: 0,
    skipped: 0,
    unnamed: 0,
  }
}
