import { isWithin, parentPath } from '../files/paths.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { DomainFacts } from '../nova/domain.ts'
import type { InstanceDirName } from '../nova/names.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import type { ChainHost } from './chain-host.ts'
import { dataPartsOf } from './data-parts.ts'
import { diskCell, isDisk } from './disks.ts'
import { domainFormat } from './domain-format.ts'
import { nameOf } from './domain-names.ts'
import { identityOf } from './identity.ts'
import { allocatedOnce } from './linked-once.ts'
import type { DiskCell, InstanceRow } from './model.ts'
import { remoteDisks } from './remote-disks.ts'
import { chainOf, declaredFormat, type UnitFindings } from './unit-findings.ts'

/** What is known of an instance's folder beside its entries. */
export interface InstanceContext {
  readonly instance: InstanceDirName
  readonly facts: DomainFacts | undefined
  readonly nova: NovaConfig | undefined
  /** Allocated bytes of the folder itself, where another unit listed it. */
  readonly folderAllocated: number
  readonly findings: UnitFindings
  readonly host: ChainHost
}

/** The table row of one instance's folder. */
export function instanceRow(result: UnitResult, context: InstanceContext): InstanceRow {
  const { instance, facts, findings, host } = context
  const disks = result.entries.filter(isDisk).map((entry) =>
    diskCell(entry, {
      chain: chainOf(findings, entry),
      declared: domainFormat(facts, result.unit.path, entry.path) ?? declaredFormat(result, entry),
      parts: dataPartsOf(entry, host),
      ploopLength: ploopLength(result, entry),
    }),
  )
  const bootLengths = result.entries.filter(isBootFile).map(({ length }) => length)
  return {
    id: result.unit.path,
    kind: instance.kind,
    ...whoseFiles({ ...context, partial: result.partial }, disks),
    disks,
    fileCount: result.entries.filter(({ type }) => type !== 'directory').length,
    virtual: disks.reduce((sum, disk) => sum + (disk.virtual ?? 0), 0),
    allocated: context.folderAllocated + allocatedOnce(result.entries),
    ...(bootLengths.length > 0 && { bootLengths }),
    changedMs: result.entries.reduce(newest, 0),
    findings: findings.findings,
  }
}

/** `partial`: a root disk that was not seen may be in the folder. */
type OwnerContext = Pick<InstanceContext, 'instance' | 'facts' | 'nova'> & {
  readonly partial: boolean | undefined
}

type Owner = Pick<InstanceRow, 'uuid' | 'name' | 'identity' | 'remoteDisks'>

/** What the domain XML adds to the files of a folder, whenever that comes. */
export function whoseFiles(
  { instance, facts, nova, partial }: OwnerContext,
  disks: readonly DiskCell[],
): Owner {
  const name = nameOf(facts)
  const remote = remoteDisks({ instance, facts, nova: partial ? undefined : nova, disks })
  return {
    uuid: instance.kind === 'legacy' ? (facts?.uuid ?? instance.id) : instance.id,
    ...(name !== undefined && { name }),
    ...(facts !== undefined && { identity: identityOf(facts) }),
    ...(remote.length > 0 && { remoteDisks: remote }),
  }
}

/** Lengths of everything in the folder of a ploop disk; undefined for a disk that is a file. */
function ploopLength({ unit, entries }: UnitResult, { path }: ScannedEntry): number | undefined {
  const folder = parentPath(path)
  if (folder === unit.path) return undefined
  return entries
    .filter((entry) => entry.type === 'file' && isWithin(entry.path, folder))
    .reduce((sum, { length }) => sum + length, 0)
}

function isBootFile({ role }: ScannedEntry): boolean {
  return role === 'kernel' || role === 'ramdisk'
}

function newest(latest: number, { type, mtimeMs }: ScannedEntry): number {
  return type === 'directory' ? latest : Math.max(latest, mtimeMs)
}
