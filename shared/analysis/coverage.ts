import { pathAndAbove } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { unitHolds } from '../scan/holds.ts'
import type { ScannedEntry } from '../scan/model.ts'
import type { ScanPlan } from '../scan/plan-model.ts'
import type { ScanUnit } from '../scan/scan-unit.ts'
import { topmost } from '../scan/separate.ts'

/** What of the tree is in a scan, with the disks that lie elsewhere and are reached by symlinks. */
export interface Coverage {
  /** Takes a linked disk's file; false where the scan comes by it anyway, or has counted it already. */
  addLinked(unit: ScanUnit, entry: ScannedEntry): boolean
  /** The topmost folders and files of which everything is in the scan. */
  covered(): readonly TreePath[]
}

export function createCoverage({ units, covered = [''] }: ScanPlan): Coverage {
  const linked = new Set<TreePath>()
  // Most scans have no linked disk.
  let places: ReadonlySet<TreePath> | undefined
  return {
    addLinked(unit, { path }) {
      if (unitHolds(unit, path)) return true
      places ??= new Set([...covered, ...units.map((one) => one.path)])
      if (pathAndAbove(path).some((place) => places?.has(place) === true)) return false
      const isNew = !linked.has(path)
      linked.add(path)
      return isNew
    },
    covered: () => (linked.size === 0 ? covered : [...topmost([...covered, ...linked])].sort()),
  }
}
