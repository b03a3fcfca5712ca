import { pathAndAbove } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { unitHolds } from '../scan/holds.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import type { ScanPlan } from '../scan/plan-model.ts'
import type { ScanUnit } from '../scan/scan-unit.ts'
import { topmost } from '../scan/separate.ts'

/** What of the tree is in a scan, with the disks and bases that lie elsewhere and are reached by symlinks. */
export interface Coverage {
  /** Takes the file of a linked disk or base; false where the scan comes by it anyway, or has counted it already. */
  addLinked(unit: ScanUnit, entry: ScannedEntry): boolean
  /**
   * The result without linked bases that the scan comes by anyway, or by another symlink: these are what they
   * are where they lie, and a stored image above all is no base.
   */
  withoutKnown(result: UnitResult): UnitResult
  /** The topmost folders and files of which everything is in the scan. */
  covered(): readonly TreePath[]
}

export function createCoverage({ units, covered = [''] }: ScanPlan): Coverage {
  const linked = new Set<TreePath>()
  // Most scans have no linked disk.
  let places: ReadonlySet<TreePath> | undefined
  const holds = (path: TreePath): boolean => {
    const known = places ?? new Set([...covered, ...units.map((one) => one.path)])
    places = known
    return pathAndAbove(path).some((place) => known.has(place))
  }
  const bases = new Set<TreePath>()
  const isKnown = ({ path, linkedAt }: ScannedEntry): boolean => {
    if (linkedAt === undefined) return false
    const known = holds(path) || bases.has(path)
    bases.add(path)
    return known
  }
  return {
    withoutKnown(result) {
      const { unit, entries } = result
      if (unit.kind !== 'base') return result
      return { ...result, entries: entries.filter((entry) => !isKnown(entry)) }
    },
    addLinked(unit, { path }) {
      if (unitHolds(unit, path)) return true
      if (holds(path)) return false
      const isNew = !linked.has(path)
      linked.add(path)
      return isNew
    },
    covered: () => (linked.size === 0 ? covered : [...topmost([...covered, ...linked])].sort()),
  }
}
