import { leftGib, type PlacementDisk } from '../../analysis/accounting/nova/placement.ts'
import { formatCount } from '../count.ts'
import { placementNotes } from '../placement-notes.ts'
import type { SizeLine } from './size-lines.ts'

/**
 * What a new instance goes by: DISK_GB of placement, with the notes that the window has. `isUsedKnown`: what
 * instances hold of it.
 */
export function placementLines(
  placement: PlacementDisk,
  isUsedKnown: boolean,
): readonly SizeLine[] {
  const { notes } = placementNotes(placement, 'en')
  const rest = notes.map((note): SizeLine => ['', '', note])
  return [['  new instances', ...partsOf(placement, isUsedKnown)], ...rest]
}

function partsOf(
  placement: PlacementDisk,
  isUsedKnown: boolean,
): readonly [size: string, note: string] {
  const { unknown, totalGib, reservedGib, ratio, usedGib, unknownInstances } = placement
  if (unknown === 'no-host' || !isUsedKnown) return ['-', 'DISK_GB of placement']
  const by = placement.isRatioSet === undefined ? " by Nova's defaults" : ''
  const used = `${unknownInstances > 0 ? '>= ' : ''}${formatCount(usedGib)} GiB by flavors`
  const left = leftGib(placement)
  if (totalGib === undefined || left === undefined) return ['-', `DISK_GB of placement: ${used}`]
  const offered = `(${formatCount(totalGib)} - ${formatCount(reservedGib)} reserved) * ${ratio}${by}`
  const most = unknownInstances > 0 ? '<= ' : ''
  return [`${most}${formatCount(left)} GiB`, `left of DISK_GB of placement: ${offered} - ${used}`]
}
