import { pathAndAbove } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { linkedWhole } from './linked-whole.ts'
import type { ScanUnit } from './scan-unit.ts'

/** Units of one of several opened paths. */
export interface UnitsOfPart {
  readonly units: readonly ScanUnit[]
  /** The topmost folders of them. */
  readonly tops: readonly TreePath[]
}

/**
 * All units, bases first and plain folders last; of those with one path the first stays, and each
 * skips what belongs to another part.
 */
export function joinUnits(parts: readonly UnitsOfPart[]): readonly ScanUnit[] {
  const below = topsBelow(parts)
  const all = parts.flatMap((part) =>
    part.units.map((unit) => {
      const foreign = below.get(unit.path)?.filter((top) => top.part !== part) ?? []
      return withSkip(unit, foreign)
    }),
  )
  const paths = new Set<TreePath>()
  const ordered = [0, 1, 2].flatMap((rank) => all.filter((unit) => rankOf(unit) === rank))
  return linkedWhole(ordered.filter(({ path }) => !paths.has(path) && paths.add(path)))
}

function rankOf({ kind }: ScanUnit): number {
  if (kind === 'base') return 0
  return kind === 'folder' ? 2 : 1
}

interface Top {
  readonly path: TreePath
  readonly part: UnitsOfPart
}

/** The tops that lie below each path of a unit: thousands of images may be opened beside one folder. */
function topsBelow(parts: readonly UnitsOfPart[]): ReadonlyMap<TreePath, readonly Top[]> {
  const below = new Map<TreePath, Top[]>()
  for (const { path } of parts.flatMap(({ units }) => units)) below.set(path, [])
  for (const part of parts) {
    for (const path of part.tops) {
      for (const above of pathAndAbove(path).slice(1)) below.get(above)?.push({ path, part })
    }
  }
  return below
}

function withSkip(unit: ScanUnit, foreign: readonly Top[]): ScanUnit {
  if (foreign.length === 0) return unit
  const skip = new Set([...(unit.skip ?? []), ...foreign.map(({ path }) => path)])
  return { ...unit, skip: [...skip] }
}
