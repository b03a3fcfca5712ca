import { pathAndAbove } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { unitHolds } from './holds.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * A linked instance walks all of its folder. What a plain folder was divided into below it goes out,
 * and the instance skips what is more than a plain folder. No two of the units have one path.
 */
export function linkedWhole(units: readonly ScanUnit[]): readonly ScanUnit[] {
  const linked = new Map(units.filter(isLinked).map((unit) => [unit.path, unit]))
  if (linked.size === 0) return units
  for (const { kind, path } of units) {
    if (kind === 'folder') continue
    for (const unit of linkedAbove(path, linked)) {
      if (!unitHolds(unit, path)) continue
      linked.set(unit.path, { ...unit, skip: [...(unit.skip ?? []), path] })
    }
  }
  const isHeld = ({ kind, path }: ScanUnit): boolean =>
    kind === 'folder' && linkedAbove(path, linked).some((unit) => unitHolds(unit, path))
  return units.flatMap((unit) => (isHeld(unit) ? [] : [linked.get(unit.path) ?? unit]))
}

function isLinked({ linkedAt }: ScanUnit): boolean {
  return linkedAt !== undefined
}

function linkedAbove(path: TreePath, linked: ReadonlyMap<TreePath, ScanUnit>): readonly ScanUnit[] {
  return pathAndAbove(path)
    .slice(1)
    .flatMap((above) => linked.get(above) ?? [])
}
