import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { ScanUnit } from './model.ts'

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
  const all = parts.flatMap((part) => {
    const foreign = parts.filter((other) => other !== part).flatMap(({ tops }) => tops)
    return part.units.map((unit) => withSkip(unit, foreign))
  })
  const paths = new Set<TreePath>()
  const ordered = [0, 1, 2].flatMap((rank) => all.filter((unit) => rankOf(unit) === rank))
  return ordered.filter(({ path }) => !paths.has(path) && paths.add(path))
}

function rankOf({ kind }: ScanUnit): number {
  if (kind === 'base') return 0
  return kind === 'folder' ? 2 : 1
}

function withSkip(unit: ScanUnit, foreign: readonly TreePath[]): ScanUnit {
  const more = foreign.filter((path) => path !== unit.path && isWithin(path, unit.path))
  if (more.length === 0) return unit
  return { ...unit, skip: [...new Set([...(unit.skip ?? []), ...more])] }
}
