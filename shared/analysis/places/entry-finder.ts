import { pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { groupBy } from '../../values/grouped.ts'

/** A unit of a finished scan, with what else is known of it. */
interface OfUnit {
  readonly result: UnitResult
}

export interface FoundEntry<Unit extends OfUnit> {
  readonly unit: Unit
  readonly entry: ScannedEntry
}

/**
 * Looks up what a scan has at a path in the unit that it lies in: of most units nothing is ever asked.
 * `nameOf` gives the path by which an entry is asked for.
 */
export function createEntryFinder<Unit extends OfUnit>(
  units: readonly Unit[],
  nameOf: (entry: ScannedEntry) => TreePath,
): (named: TreePath) => FoundEntry<Unit> | undefined {
  const byPath = groupBy(units, ({ result }) => result.unit.path)
  const known = new Map<Unit, ReadonlyMap<TreePath, ScannedEntry>>()
  const entriesOf = (unit: Unit): ReadonlyMap<TreePath, ScannedEntry> => {
    const made =
      known.get(unit) ?? new Map(unit.result.entries.map((entry) => [nameOf(entry), entry]))
    known.set(unit, made)
    return made
  }
  return (named) => {
    for (const above of pathAndAbove(named)) {
      for (const unit of byPath.get(above) ?? []) {
        const entry = entriesOf(unit).get(named)
        if (entry !== undefined) return { unit, entry }
      }
    }
    return undefined
  }
}
