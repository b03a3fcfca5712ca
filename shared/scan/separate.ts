import { isWithin, pathAndAbove } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { addTo } from '../values/grouped.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * Makes sure that no entry belongs to two units: of units with one path the first stays, and a unit
 * skips the units below it. Instances directly in their `top` are skipped by name, not by a list.
 */
export function separateUnits(units: readonly ScanUnit[]): readonly ScanUnit[] {
  const paths = new Set<TreePath>()
  const distinct = units.filter(({ path }) => !paths.has(path) && paths.add(path))
  const places = distinct.filter(({ kind }) => kind !== 'instance' && kind !== 'folder')
  const apart = apartBelow(distinct)
  return distinct.map((unit) => {
    const skip = places
      .filter(({ path }) => path !== unit.path && isWithin(path, unit.path))
      .map(({ path }) => path)
    skip.push(...(apart.get(unit.path) ?? []))
    return skip.length > 0 ? { ...unit, skip } : unit
  })
}

/** Folders of instances that lie elsewhere, linked or set aside, by every folder that they lie in. */
function apartBelow(units: readonly ScanUnit[]): ReadonlyMap<TreePath, readonly TreePath[]> {
  const below = new Map<TreePath, TreePath[]>()
  for (const unit of units) {
    if (!isApart(unit)) continue
    for (const above of pathAndAbove(unit.path).slice(1)) addTo(below, above, unit.path)
  }
  return below
}

function isApart({ linkedAt, instance }: ScanUnit): boolean {
  return linkedAt !== undefined || instance?.kind === 'aside'
}

/** The topmost folders that a scan covers: what `du` has to be asked for to say the same. */
export function coveredPaths(units: readonly ScanUnit[]): readonly TreePath[] {
  const isPlace = (unit: ScanUnit) => unit.kind !== 'instance' || isApart(unit)
  const places = units.filter(isPlace).map(({ path }) => path)
  return topmost(places.length > 0 ? places : units.map(({ path }) => path))
}

/** Of some paths those that lie in no other of them. */
export function topmost(paths: Iterable<TreePath>): readonly TreePath[] {
  const distinct = new Set(paths)
  const isTop = (path: TreePath) =>
    !pathAndAbove(path).some((one, at) => at > 0 && distinct.has(one))
  return [...distinct].filter(isTop)
}
