import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { ScanUnit } from './model.ts'

/**
 * Makes sure that no entry belongs to two units: of units with one path the first stays, and a unit
 * skips the units below it. Instances directly in their `top` are skipped by name, not by a list.
 */
export function separateUnits(units: readonly ScanUnit[]): readonly ScanUnit[] {
  const paths = new Set<TreePath>()
  const distinct = units.filter(({ path }) => !paths.has(path) && paths.add(path))
  const places = distinct.filter(({ kind }) => kind !== 'instance' && kind !== 'folder')
  return distinct.map((unit) => {
    const skip = places
      .filter(({ path }) => path !== unit.path && isWithin(path, unit.path))
      .map(({ path }) => path)
    return skip.length > 0 ? { ...unit, skip } : unit
  })
}

/** The topmost folders that a scan covers: what `du` has to be asked for to say the same. */
export function coveredPaths(units: readonly ScanUnit[]): readonly TreePath[] {
  const places = units.filter(({ kind }) => kind !== 'instance').map(({ path }) => path)
  const paths = places.length > 0 ? places : units.map(({ path }) => path)
  return paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))
}
