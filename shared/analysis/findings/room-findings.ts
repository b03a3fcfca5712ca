import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import { GIB } from '../../values/sizes.ts'
import type { NovaNumbers } from '../accounting/nova/nova-numbers.ts'
import { leftGib } from '../accounting/nova/placement.ts'

/**
 * That Nova may refuse the host: by DISK_GB of placement, which the scheduler goes by, and by
 * disk_available_least, which live migrations go by, where less is left than the smallest flavor here
 * wants. Not told of one of which a number is not known.
 */
export function roomFindings(
  nova: NovaNumbers | undefined,
  path: TreePath | undefined,
): readonly Finding[] {
  if (nova === undefined || path === undefined) return []
  const { smallest } = nova.placement
  const [left, least] = [leftBytes(nova), leastBytes(nova)]
  const wanted = (smallest?.gib ?? 0) * GIB
  const lacks = (bytes: number | undefined) => bytes !== undefined && (bytes <= 0 || bytes < wanted)
  const byCase = caseOf(lacks(left), lacks(least), smallest !== undefined)
  if (byCase === undefined) return []
  const flavor = smallest === undefined ? {} : { flavor: smallest.flavor, wanted }
  const evidence = {
    case: byCase,
    ...(left !== undefined && { left }),
    ...(least !== undefined && { least }),
    ...flavor,
  }
  return [finding('no-room-for-instances', { kind: 'file-system', path }, evidence)]
}

/** What placement has left. Without a configuration, what is reserved and the ratio are only guessed. */
function leftBytes({ placement }: NovaNumbers): number | undefined {
  const left = placement.isRatioSet === undefined ? undefined : leftGib(placement)
  return left === undefined ? undefined : left * GIB
}

/** `check_can_live_migrate_destination` takes off what is reserved for the host. */
function leastBytes({ availableLeast, from, reserved }: NovaNumbers): number | undefined {
  const isKnown = availableLeast !== undefined && from === 'domains'
  return isKnown ? availableLeast - reserved.hostGib * GIB : undefined
}

function caseOf(byLeft: boolean, byLeast: boolean, hasFlavor: boolean): string | undefined {
  if (!byLeft && !byLeast) return undefined
  if (byLeft) return byLeast ? 'both' : 'placement'
  return hasFlavor ? 'least' : 'least-alone'
}
