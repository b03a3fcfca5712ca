import { leftGib, type PlacementDisk } from '../../analysis/accounting/nova/placement.ts'
import { formatCount } from '../count.ts'
import { placementNotes } from '../placement-notes.ts'
import type { SizeLine } from './size-lines.ts'

/**
 * What a new instance goes by: DISK_GB of placement, and why it is not known, or refuses all. `isUsedKnown`:
 * what instances hold of it.
 */
export function placementLines(
  placement: PlacementDisk,
  isUsedKnown: boolean,
): readonly SizeLine[] {
  const { refusal, notes } = placementNotes(placement, 'en')
  const beside = isHostless(placement) ? notes : refusal === undefined ? [] : [refusal]
  return [
    ['  new instances', ...partsOf(placement, isUsedKnown)],
    ...beside.map((note) => ['', '', note] as const),
  ]
}

/** The other notes on this host: below the numbers, among which they would be half a screen. */
export function placementBelow(placement: PlacementDisk): readonly string[] {
  if (isHostless(placement)) return []
  return placementNotes(placement, 'en').notes.map((note) => `  ${note}`)
}

/** Nothing is counted, as its only note says: in the place of the numbers. */
function isHostless({ unknown }: PlacementDisk): boolean {
  return unknown === 'no-host'
}

function partsOf(
  placement: PlacementDisk,
  isUsedKnown: boolean,
): readonly [size: string, note: string] {
  const { totalGib, reservedGib, ratio, usedGib, unknownInstances } = placement
  if (isHostless(placement) || !isUsedKnown) return ['-', 'DISK_GB of placement']
  const by = placement.isRatioSet === undefined ? " by Nova's defaults" : ''
  const used = `${unknownInstances > 0 ? '>= ' : ''}${formatCount(usedGib)} GiB by flavors`
  const left = leftGib(placement)
  if (totalGib === undefined || left === undefined) return ['-', `DISK_GB of placement: ${used}`]
  const offered = `(${formatCount(totalGib)} - ${formatCount(reservedGib)} reserved) * ${ratio}${by}`
  const most = unknownInstances > 0 ? '<= ' : ''
  return [`${most}${formatCount(left)} GiB`, `left of DISK_GB of placement: ${offered} - ${used}`]
}
