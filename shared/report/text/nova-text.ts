import type { DiskStore } from '../../analysis/accounting/nova/disk-stores.ts'
import {
  areCounted,
  areFlavorsKnown,
  type NovaNumbers,
  type NovaUnknown,
} from '../../analysis/accounting/nova/nova-numbers.ts'
import type { NodeView } from '../../analysis/model.ts'
import { isAllocatedAtLeast, isPartial } from '../../analysis/sizes/partial.ts'
import { displayText } from '../../bytes/text.ts'
import { formatCount } from '../count.ts'
import { counted } from '../counted.ts'
import { novaStoreText } from '../elsewhere-text.ts'
import { formatGib, leastSize } from '../size.ts'
import { placementLines } from './placement-text.ts'
import { elsewhereLines, otherSpaces, type SizeLine } from './size-lines.ts'

/** How far a scan has come: what it counted may be more. */
export type Scanned = Pick<NodeView, 'end' | 'totals'>

/** What Nova counts of a host; `stores`: where disks of its instances lie that are no files of it. */
export function novaLines(
  nova: NovaNumbers,
  view: Scanned,
  stores: readonly DiskStore[] | undefined,
): readonly SizeLine[] {
  const { leftOut } = nova
  const least = isAllocatedAtLeast(view)
  const outside = [
    ['image cache', leftOut.imageCache],
    ['leftovers', leftOut.leftovers],
    ['folders without a domain', leftOut.orphans],
    ['folders without a domain here', leftOut.otherHosts],
    ['skipped instances', leftOut.skipped],
    ['files that no domain names', leftOut.unnamed],
    ['other', leftOut.other],
  ] as const
  const taken = outside.filter(([, bytes]) => bytes > 0)
  const lines: SizeLine[] = [
    ['disk_available_least', availableSize(nova), availableNote(nova, stores)],
    // The disks of no instance are there to be counted.
    ...(areCounted(nova)
      ? [
          ['  counted', '', leastNote(countedNote(nova), isPartial(view))] as const,
          ...elsewhereLines('virtual', stores, true),
        ]
      : []),
  ]
  const placed = placementLines(nova.placement, areFlavorsKnown(nova))
  if (taken.length === 0) return [...lines, ...placed]
  const sum = taken.reduce((all, [, bytes]) => all + bytes, 0)
  const parts = taken.map(([name, bytes]) => `${name} ${leastSize(bytes, least)}`)
  return [...lines, ['  not in it', leastSize(sum, least), parts.join(', ')], ...placed]
}

/** Of folders that stand for domains it is about right at best. */
function availableSize({ availableLeast, bound, from }: NovaNumbers): string {
  if (availableLeast !== undefined)
    return `${from === 'folders' ? '~ ' : ''}${formatGib(availableLeast)}`
  return bound?.availableLeast === undefined ? '-' : `<= ${formatGib(bound.availableLeast)}`
}

const unknowns: Readonly<Record<Exclude<NovaUnknown, 'refused'>, string>> = {
  'no-file-system': 'how much is free is not known',
  'other-storage': 'Nova counts with the space of a volume group or a Ceph pool',
  incomplete: 'not everything could be read',
  blocks: 'the file system does not tell how many blocks a disk has',
  shared: 'other hosts share the storage, and no domain XML tells whose the instances are',
  ...otherSpaces,
  outside: 'a disk that a domain names lies outside of what was opened',
}

/** At which disk the pass of Nova fails. */
function refusedNote({ refusedDisks, refusedDisk = '' }: NovaNumbers): string {
  const more = refusedDisks > 1 ? ` and ${formatCount(refusedDisks - 1)} more` : ''
  const disks = `${displayText(refusedDisk)}${more}`
  return `Nova's pass fails (InvalidDiskInfo), its database keeps what it had: qemu-img does not open ${disks}`
}

function availableNote(nova: NovaNumbers, stores: readonly DiskStore[] | undefined): string {
  const { unknown, free, overCommitted, availableLeastGib } = nova
  if (unknown === 'refused') return refusedNote(nova)
  const store = unknown === 'other-storage' && novaStoreText(stores, 'en')
  if (unknown !== undefined) return store || boundNote(nova) + unknowns[unknown]
  const parts = `${formatGib(free ?? 0)} free - ${formatGib(overCommitted ?? 0)} over-commit`
  if (availableLeastGib === undefined) {
    return `${parts}; Nova goes by libvirt's domains, which are not all known: its database may keep another`
  }
  const kept = `${formatCount(availableLeastGib)} GiB`
  return `${parts}; Nova's database keeps ${kept}, without the fraction`
}

/** What is known of the sum all the same. */
function boundNote({ free, bound }: NovaNumbers): string {
  if (bound === undefined) return ''
  const { overCommitted, unsummed } = bound
  const ofFree = free === undefined ? '' : `${formatGib(free)} free - `
  const left = unsummed === 0 ? '' : `, without the disks of ${counted(unsummed, 'instance')}`
  return `${ofFree}>= ${formatGib(overCommitted)} over-commit${left}; `
}

/** A count of what was seen, where there may be more. */
function leastNote(count: string, least: boolean): string {
  return least ? `>= ${count}` : count
}

/** Which disks are in the sum. */
function countedNote({ from, disks, instances, skippedInstances }: NovaNumbers): string {
  const whose = `${counted(disks, 'disk')} of ${counted(instances, 'instance')}`
  const left = formatCount(skippedInstances)
  const skipped = skippedInstances === 0 ? '' : `; skipped, as a disk is missing: ${left}`
  const told = from === 'domains' ? 'as domain XML names them' : 'as folders hold them'
  return `${whose}, ${told}${skipped}`
}
