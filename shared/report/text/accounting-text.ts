import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import { type Growth, isNeedAtLeast } from '../../analysis/accounting/nova/growth.ts'
import { basesByCache } from '../../analysis/cache-of.ts'
import { mayBeCopies, type OtherSpace, otherSpaceOf } from '../../analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../analysis/model.ts'
import { isPartial } from '../../analysis/sizes/partial.ts'
import { formatCount } from '../count.ts'
import { counted, nounOf } from '../counted.ts'
import { leastSize } from '../size.ts'
import { caveatLines } from './cache-caveats.ts'
import { novaLines, type Scanned } from './nova-text.ts'
import { placementBelow } from './placement-text.ts'
import { otherSpaces, type SizeLine } from './size-lines.ts'

/** What the node's space comes to, as Nova counts and as it may grow. */
export function accountingLines(view: NodeView): readonly SizeLine[] {
  const { accounting } = view
  return [...caveatLines(accounting, basesByCache(view)), ...hostLines(accounting, view)]
}

/** What is counted of one host of those that were scanned. */
export function hostLines({ growth, nova }: HostAccounting, view: Scanned): readonly SizeLine[] {
  const other = otherSpaceOf(growth.unknown)
  const ofSpace = other === undefined ? roomLines(growth, view) : unknownRoom(growth, other)
  const lines = [...ofSpace, ...repeatedLines(growth)]
  return nova === undefined ? lines : [...lines, ...novaLines(nova, view, growth.elsewhere)]
}

/** What is to be known of the numbers of one host, below them. */
export function hostNotes({ nova }: Pick<HostAccounting, 'nova'>): readonly string[] {
  return nova === undefined ? [] : placementBelow(nova.placement)
}

/** What the free space and the size of the file system would say. */
function unknownRoom(
  { need, unknownDisks, incompleteInstances }: Growth,
  why: OtherSpace,
): readonly SizeLine[] {
  if (need + unknownDisks + incompleteInstances === 0) return []
  const seen = mayBeCopies(why) ? "may be another machine's" : 'was not seen'
  return [
    ['Would lack', '-', `if all disks are filled: ${otherSpaces[why]}`],
    ['Impossible', '-', `disks larger than the whole file system, which ${seen}`],
  ]
}

function roomLines(growth: Growth, view: Scanned): readonly SizeLine[] {
  const { shortfall = 0, impossibleCount = 0 } = growth
  const lines: SizeLine[] = []
  if (shortfall > 0) {
    const partial = isPartial(view)
    const filled = view.totals.disks === 1 && !partial ? 'the disk is' : 'all disks are'
    const least = partial || isNeedAtLeast(growth)
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
