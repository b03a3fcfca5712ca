import type { ScannedEntry, UnitResult } from '../../../shared/scan/model.ts'
import type { ScanUnit } from '../../../shared/scan/scan-unit.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { type MemoryNode, memoryTree } from '../../helpers/trees/memory-tree.ts'

export const sectors = new Uint8Array(1024 * 1024)

export function scan(kind: ScanUnit['kind'], root: MemoryNode): UnitResult {
  return scanUnit(memoryTree(root), { kind, path: '' })
}

export function entry(result: UnitResult, path: string): ScannedEntry {
  const found = result.entries.find((candidate) => candidate.path === path)
  if (!found) throw new Error(`no entry ${path}`)
  return found
}

export function rolesOf(result: UnitResult): Readonly<Record<string, string>> {
  return Object.fromEntries(result.entries.map(({ path, role }) => [path, role]))
}
