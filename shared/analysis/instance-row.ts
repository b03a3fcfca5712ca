import type { DomainFacts } from '../nova/domain.ts'
import type { InstanceDirName } from '../nova/names.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import { diskCell, isDisk } from './disks.ts'
import { nameOf } from './domain-names.ts'
import { allocatedOnce } from './linked-once.ts'
import type { InstanceRow } from './model.ts'
import { chainOf, declaredFormat, type UnitFindings } from './unit-findings.ts'

/** What is known of an instance's folder beside its entries. */
export interface InstanceContext {
  readonly instance: InstanceDirName
  readonly facts: DomainFacts | undefined
  /** Allocated bytes of the folder itself, where another unit listed it. */
  readonly folderAllocated: number
  readonly findings: UnitFindings
}

/** The table row of one instance's folder. */
export function instanceRow(result: UnitResult, context: InstanceContext): InstanceRow {
  const { instance, facts, findings } = context
  const disks = result.entries
    .filter(isDisk)
    .map((entry) => diskCell(entry, chainOf(findings, entry), declaredFormat(result, entry)))
  const name = nameOf(facts)
  return {
    id: result.unit.path,
    uuid: instance.kind === 'legacy' ? (facts?.uuid ?? instance.id) : instance.id,
    kind: instance.kind,
    ...(name !== undefined && { name }),
    disks,
    fileCount: result.entries.filter(({ type }) => type !== 'directory').length,
    virtual: disks.reduce((sum, disk) => sum + (disk.virtual ?? 0), 0),
    allocated: context.folderAllocated + allocatedOnce(result.entries),
    changedMs: result.entries.reduce(newest, 0),
    findings: findings.findings,
  }
}

function newest(latest: number, { type, mtimeMs }: ScannedEntry): number {
  return type === 'directory' ? latest : Math.max(latest, mtimeMs)
}
