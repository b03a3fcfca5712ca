import type { TreePath } from '../../../files/tree.ts'
import type { ScannedEntry, UnitResult } from '../../../scan/model.ts'
import type { ScanUnit } from '../../../scan/scan-unit.ts'

/** Notes, while units come in, the XML of storage pools that nobody could read: any folder may be such a pool. */
export interface PoolDoubts {
  see(unit: ScanUnit, entry: ScannedEntry): void
  addTexts(result: Pick<UnitResult, 'unit' | 'textFaults'>): void
  /** Each path once, in their order. */
  all(): readonly TreePath[]
}

export function createPoolDoubts(): PoolDoubts {
  const found = new Set<TreePath>()
  return {
    see({ kind }, { path, fault, role, link }) {
      if (kind !== 'storage-pools') return
      if (fault !== undefined || (role === 'pool.xml' && link?.leavesRoot === true)) found.add(path)
    },
    addTexts({ unit, textFaults = [] }) {
      if (unit.kind === 'storage-pools') for (const { path } of textFaults) found.add(path)
    },
    all: () => [...found].sort(),
  }
}
