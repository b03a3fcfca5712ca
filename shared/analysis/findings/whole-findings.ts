import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { PlannedNode } from '../../scan/layout.ts'
import type { UnitResult } from '../../scan/model.ts'
import type { WholeResult } from './join-whole.ts'
import { judgeNode, type ScannedNode } from './judge-node.ts'
import { createReaders } from './readers.ts'

/** Collects what only a whole node shows. */
export interface WholeFindings {
  add(result: UnitResult): void
  /** The folder of an instance that went away during the scan: of its domain nothing is missing. */
  leaveOut(folder: TreePath): void
  finish(node: ScannedNode): WholeResult
}

export function createWholeFindings(planned: PlannedNode): WholeFindings {
  const { layout, parts } = planned
  const place = parts.length > 1 ? parts[0]?.path : undefined
  const readers = createReaders(
    layout.instancesPath ?? layout.glancePaths[0] ?? place ?? '',
    planned,
  )
  const domains = new Map<string, DomainFacts>()
  const elsewhere = new Set<string>()
  return {
    add(result) {
      readers.add(result)
      for (const name of linkedNames(result)) elsewhere.add(name)
      if (result.unit.kind !== 'domains') return
      for (const domain of result.domains ?? []) domains.set(domain.path, domain)
    },
    leaveOut(folder) {
      elsewhere.add(baseNameOf(folder))
    },
    finish: (node) =>
      judgeNode(planned, node, { domains: [...domains.values()], elsewhere, readers }),
  }
}

/** Names of symlinks beside the instances: what they lead to may be a folder that was not opened. */
export function linkedNames({ unit, entries }: UnitResult): readonly string[] {
  if (unit.kind !== 'top') return []
  return entries.filter(({ type }) => type === 'symlink').map(({ path }) => baseNameOf(path))
}
