import type { CacheDoubt, DoubtAbout } from '../../analysis/accounting/cache/cache-doubts.ts'
import type { CacheOverview } from '../../analysis/accounting/cache/cache-overview.ts'
import type { CacheState } from '../../analysis/accounting/cache/cache-state.ts'
import { openedBy, openNamesOf } from '../../analysis/accounting/cache/doubts-open.ts'
import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import type { Growth } from '../../analysis/accounting/nova/growth.ts'
import type { NovaNumbers, NovaUnknown } from '../../analysis/accounting/nova/nova-node.ts'
import { basesByCache } from '../../analysis/cache-of.ts'
import type { NodeView } from '../../analysis/model.ts'
import { isAllocatedAtLeast, isPartial } from '../../analysis/sizes/partial.ts'
import { displayText } from '../../bytes/text.ts'
import { formatCount } from '../count.ts'
import { counted, nounOf } from '../counted.ts'
import { formatGib, leastSize } from '../size.ts'
import { placementLines } from './placement-text.ts'
import { ONLY_INSTANCES, OTHER_SPACE } from './size-lines.ts'

/** How far a scan has come: what it counted may be more. */
type Scanned = Pick<NodeView, 'end' | 'totals'>

/** Label, size and note of a line below the totals. */
export type SizeLine = readonly [label: string, size: string, note: string]

const HOUR = 60 * 60 * 1000

/** What the node's space comes to, as Nova counts and as it may grow. */
export function accountingLines(view: NodeView): readonly SizeLine[] {
  const { accounting } = view
  return [...caveatLines(accounting, basesByCache(view)), ...hostLines(accounting, view)]
}

/** What is counted of one host of those that were scanned. */
export function hostLines({ growth, nova }: HostAccounting, view: Scanned): readonly SizeLine[] {
  const ofSpace = growth.unknown === 'no-host' ? unknownRoom(growth) : roomLines(growth, view)
  const lines = [...ofSpace, ...repeatedLines(growth)]
  return nova === undefined ? lines : [...lines, ...novaLines(nova, view)]
}

/** What the free space and the size of the file system would say. */
function unknownRoom({ need, unknownDisks, incompleteInstances }: Growth): readonly SizeLine[] {
  if (need + unknownDisks + incompleteInstances === 0) return []
  return [
    ['Would lack', '-', `if all disks are filled: ${OTHER_SPACE}`],
    ['Impossible', '-', "disks larger than the whole file system, which may be another machine's"],
  ]
}

function roomLines(growth: Growth, view: Scanned): readonly SizeLine[] {
  const { shortfall = 0, impossibleCount = 0, unknownDisks, incompleteInstances } = growth
  const lines: SizeLine[] = []
  if (shortfall > 0) {
    const partial = isPartial(view)
    const filled = view.totals.disks === 1 && !partial ? 'the disk is' : 'all disks are'
    const least = partial || unknownDisks + incompleteInstances > 0
    lines.push(['Would lack', leastSize(shortfall, least), `if ${filled} filled`])
  }
  if (impossibleCount > 0) {
    const note = `${nounOf(impossibleCount, 'disk')} larger than the whole file system`
    lines.push(['Impossible', formatCount(impossibleCount), note])
  }
  return lines
}

function repeatedLines({ repeatedDisks }: Growth): readonly SizeLine[] {
  if (repeatedDisks === undefined) return []
  const again = counted(repeatedDisks, 'disk is', 'disks are')
  const note = `${again} the same file as another: it can grow once, and Nova counts it with each`
  return [['Counted once', '', note]]
}

/** What is said of a host's bases that nothing seen uses: what is unseen, or only others know of them. */
export function caveatLines(
  { cache }: HostAccounting,
  byCache: ReturnType<typeof basesByCache>,
): readonly SizeLine[] {
  if (cache === undefined) return []
  const bases = byCache.get(cache) ?? []
  const states = bases.map((base) => base.cache)
  const isUnused = states.some(
    (state) => state?.removableAtMs !== undefined || state?.kind === 'kept',
  )
  const has = (why: CacheState['why']): boolean => states.some((state) => state?.why === why)
  return [
    ...doubtLines(cache, openNamesOf(bases)),
    ...(has('database') ? databaseLines(cache) : []),
    ...(isUnused ? hostsLines(cache) : []),
    ...differingLines(cache),
  ]
}

/** Of many the first few. */
const NAMED = 3

/** Under the first one's label, so that it is seen that they are of one kind. */
function doubtLines(cache: CacheOverview, open: readonly string[]): readonly SizeLine[] {
  const { named, more } = openedBy(cache, open, NAMED)
  const notes = named.map(({ path, reason, about }) => {
    const consequence = reason === 'configuration' ? '' : `, and may stand on ${whats[about]}`
    return `${displayText(path)} ${reasons[reason]}${consequence}`
  })
  const all = more > 0 ? [...notes, `${formatCount(more)} more such`] : notes
  return all.map((note, at) => [at === 0 ? 'Unknown bases' : '', '', note])
}

const reasons: Readonly<Record<CacheDoubt['reason'], string>> = {
  unreadable: 'could not be read',
  configuration:
    'could not be read: which folder the bases are in, and when Nova removes them, is not certain',
  link: 'is a symlink that leads out of what was opened',
  hidden: 'does not tell what it stands on',
}

const whats: Readonly<Record<DoubtAbout, string>> = {
  images: 'any copy of an image',
  blanks: 'any blank disk',
  all: 'any base',
}

function databaseLines({ withoutImage }: CacheOverview): readonly SizeLine[] {
  if (withoutImage === 0) return []
  const whose = counted(withoutImage, 'instance is', 'instances are')
  return [['Bases', '', `unknown: only the database tells from which image ${whose} made`]]
}

/** By the most careful of the hosts a base is judged, which says less than the Nova of each. */
function differingLines({ differing = [] }: CacheOverview): readonly SizeLine[] {
  const lines = differing.map(({ option, values }) => {
    const each = values.map(({ host, value }) => `${displayText(value)} on ${displayText(host)}`)
    return `${option}: ${each.join(', ')}`
  })
  if (lines.length === 0) return []
  const rule = 'a base is removable where each host says so; each Nova goes by its own'
  return [...lines, rule].map((note, at) => [at === 0 ? 'Hosts differ' : '', '', note])
}

function hostsLines({ otherHosts }: CacheOverview): readonly SizeLine[] {
  if (otherHosts.length === 0) return []
  return [['Bases', '', `may be used by instances of ${displayText(otherHosts.join(', '))}`]]
}

function novaLines(nova: NovaNumbers, view: Scanned): readonly SizeLine[] {
  const { availableLeast, leftOut } = nova
  const least = isAllocatedAtLeast(view)
  const size = availableLeast === undefined ? '-' : formatGib(availableLeast)
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
    ['disk_available_least', size, availableNote(nova)],
    ['  counted', '', leastNote(countedNote(nova), isPartial(view))],
  ]
  const placed = placementLines(nova.placement)
  if (taken.length === 0) return [...lines, ...placed]
  const sum = taken.reduce((all, [, bytes]) => all + bytes, 0)
  const parts = taken.map(([name, bytes]) => `${name} ${leastSize(bytes, least)}`)
  return [...lines, ['  not in it', leastSize(sum, least), parts.join(', ')], ...placed]
}

const unknowns: Readonly<Record<Exclude<NovaUnknown, 'refused'>, string>> = {
  'no-file-system': 'how much is free is not known',
  'other-storage': 'Nova counts with the space of a volume group or a Ceph pool',
  incomplete: 'not everything could be read',
  shared: 'other hosts share the storage, and no domain XML tells whose the instances are',
  'no-host': ONLY_INSTANCES,
  outside: 'a disk that a domain names lies outside of what was opened',
}

/** At which disk the pass of Nova fails. */
function refusedNote({ refusedDisks, refusedDisk = '' }: NovaNumbers): string {
  const more = refusedDisks > 1 ? ` and ${formatCount(refusedDisks - 1)} more` : ''
  const disks = `${displayText(refusedDisk)}${more}`
  return `Nova's pass fails (InvalidDiskInfo), its database keeps what it had: qemu-img does not open ${disks}`
}

function availableNote(nova: NovaNumbers): string {
  const { unknown, free, overCommitted, availableLeastGib } = nova
  if (unknown === 'refused') return refusedNote(nova)
  if (unknown !== undefined) return unknowns[unknown]
  const parts = `${formatGib(free ?? 0)} free - ${formatGib(overCommitted ?? 0)} over-commit`
  const kept = `${formatCount(availableLeastGib ?? 0)} GiB`
  return `${parts}; Nova's database keeps ${kept}, without the fraction`
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

/** What the image cache manager makes of a base, in a few words; `nowMs` is the scan's clock. */
export function cacheText(state: CacheState | undefined, nowMs: number): string {
  if (state === undefined) return '-'
  const wait = hoursUntil(state, nowMs)
  switch (state.kind) {
    case 'in-use':
      return 'in use'
    case 'too-young':
      return `removable ${wait}`
    case 'removable':
      return 'removable now'
    case 'unseen-only':
      return `in use, unseen by Nova; removable ${wait}`
    case 'orphans-only':
      return `orphans only, removable ${wait}`
    case 'leftovers-only':
      return `leftovers only, removable ${wait}`
    case 'kept':
      return 'unused, never removed'
    case 'invisible':
      return 'invisible to Nova'
    case 'unknown':
      return 'unknown'
  }
}

function hoursUntil({ removableAtMs }: CacheState, nowMs: number): string {
  if (removableAtMs === undefined || removableAtMs <= nowMs) return 'now'
  return `in ${Math.ceil((removableAtMs - nowMs) / HOUR)} h`
}
