import type { TreePath } from '../../../files/tree.ts'
import type { UnitResult } from '../../../scan/model.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import type { ChainAt } from '../../chain/scanned-chains.ts'
import { createEntryFinder } from '../../places/entry-finder.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import { forestOf } from '../forest/create-forest.ts'
import type { SpaceInput } from '../forest/forest.ts'
import { usersOf } from '../forest/users.ts'
import { createNeedsOf } from './disk-needs.ts'
import { type Travel, travelOf } from './travel.ts'

/** What must travel with an instance; undefined for one whose folder was not scanned. */
export type TravelOf = (row: InstanceRow) => Travel | undefined

/** Where only a view is there, which keeps no folders. */
export const unknownTravel: TravelOf = () => undefined

/** A finished scan, as far as it is asked what travels. */
export interface TravelSource {
  readonly space: SpaceInput
  readonly results: readonly UnitResult[]
  readonly chainAt: ChainAt
  readonly host: ChainHost
}

/**
 * Answers for every instance of a scan. Who uses what is found out once, when it is first asked; the
 * answers are not kept: a report asks for ten thousand of them, one after the other.
 */
export function createTravels(scanned: TravelSource): TravelOf {
  let known: ReturnType<typeof prepare> | undefined
  return (row) => {
    known ??= prepare(scanned)
    const entries = known.folders.get(row.id)?.entries
    return entries === undefined ? undefined : travelOf({ ...known, row, entries })
  }
}

function prepare({ space, results, chainAt, host }: TravelSource) {
  const folders = new Map<TreePath, UnitResult>()
  for (const result of results) {
    if (result.unit.instance !== undefined) folders.set(result.unit.path, result)
  }
  const forest = forestOf(space)
  const needsOf = createNeedsOf(chainAt, host)
  const find = createEntryFinder(
    results.map((result) => ({ result })),
    ({ path }) => path,
  )
  const bases = new Map(results.flatMap(linkedBases))
  const entryAt = (path: TreePath) => find(path)?.entry ?? bases.get(path)
  return { folders, forest, users: usersOf(forest), needsOf, host, entryAt }
}

/** What symlinks of an image cache lead to lies in no unit, where it lies. */
function linkedBases({ unit, entries }: UnitResult) {
  if (unit.kind !== 'base') return []
  const linked = entries.filter(({ linkedAt }) => linkedAt !== undefined)
  return linked.map((entry) => [entry.path, entry] as const)
}
