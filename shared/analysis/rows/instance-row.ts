import { isWithin, parentPath } from '../../files/paths.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import type { InstanceDirName } from '../../nova/names.ts'
import { isMadeUp } from '../../scan/allocated-from.ts'
import { nameInFolder } from '../../scan/entry.ts'
import { unitHolds } from '../../scan/holds.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { ChainHost } from '../chain/chain-host.ts'
import { dataPartsOf } from '../chain/data-parts.ts'
import { declaredFormat, domainFormat } from '../chain/domain-format.ts'
import { diskCell } from '../disks/disk-cell.ts'
import { chainOf, type UnitFindings } from '../findings/unit-findings.ts'
import { allocatedOnce } from '../sizes/linked-once.ts'
import { virtualOfDisks } from '../sizes/overcommit.ts'
import { incompletenessOf } from './incompleteness.ts'
import type { DiskCell, InstanceRow } from './rows.ts'
import { rescuedName, whoseFiles } from './whose-files.ts'

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

type Draft = { -readonly [Key in keyof InstanceRow]: InstanceRow[Key] }

/** The table row of one instance's folder. */
export function instanceRow(result: UnitResult, context: InstanceContext): InstanceRow {
  const { disks, layers, virtual, bootLengths, ...files } = filesOf(result, context)
  const incomplete = incompletenessOf(result, context.findings)
  const owner = whoseFiles({ ...context, incomplete: incomplete !== undefined }, disks)
  const row: Draft = {
    id: result.unit.path,
    kind: context.instance.kind,
    uuid: owner.uuid,
    disks,
    fileCount: files.count,
    virtual,
    allocated: context.folderAllocated + allocatedOnce(result.entries),
    changedMs: files.changedMs,
    findings: context.findings.findings,
  }
  if (row.kind === 'aside') row.asideMs = asideMsOf(result)
  if (result.unit.linkedAt !== undefined) row.linkedAt = result.unit.linkedAt
  // Set one by one: there are tens of thousands of them, and spreading costs several times as much.
  if (context.facts === undefined) row.touchedMs = Math.max(files.changedMs, files.foldersMs)
  const name = owner.name ?? rescuedName(result, owner.uuid)
  if (name !== undefined) row.name = name
  if (owner.identity !== undefined) row.identity = owner.identity
  if (owner.remoteDisks !== undefined) row.remoteDisks = owner.remoteDisks
  if (owner.isRootLost === true) row.isRootLost = true
  if (layers !== undefined) row.layers = layers
  if (bootLengths !== undefined) row.bootLengths = bootLengths
  if (incomplete !== undefined) row.incomplete = incomplete
  if (files.hasUncounted) row.isUncounted = true
  return row
}

/** Its move changed the folder's inode; what is newer in its name came with a copy's times. */
function asideMsOf({ unit, entries }: UnitResult): number {
  const day = Date.parse(unit.instance?.day ?? '')
  const moved = entries.find(({ path }) => path === unit.path)?.ctimeMs ?? 0
  return Math.max(moved, day)
}

/** What the entries of a folder come to, in one pass. */
function filesOf(result: UnitResult, context: InstanceContext) {
  const disks: DiskCell[] = []
  let layers: DiskCell[] | undefined
  let bootLengths: number[] | undefined
  let [count, changedMs, foldersMs, hasUncounted] = [0, 0, 0, false]
  for (const entry of result.entries) {
    if (entry.type === 'directory') {
      foldersMs = Math.max(foldersMs, entry.mtimeMs)
      continue
    }
    if (!isOfLink(entry, result)) count += 1
    changedMs = Math.max(changedMs, entry.mtimeMs)
    hasUncounted ||= isMadeUp(entry)
    const role = context.findings.disks.roleOf(entry)
    if (role !== undefined) {
      const disk = diskOf(entry, role, result, context)
      disks.push(disk)
    } else if (context.findings.disks.isLayer(entry)) {
      layers ??= []
      layers.push(diskOf(entry, entry.role, result, context))
    } else if (isBootFile(entry)) {
      bootLengths ??= []
      bootLengths.push(entry.length)
    }
  }
  const { bytes: virtual } = virtualOfDisks(disks)
  return { disks, layers, bootLengths, count, virtual, changedMs, foldersMs, hasUncounted }
}

/** A disk elsewhere and the symlink that leads to it are one file of the folder. */
function isOfLink({ path, linkedAt }: ScannedEntry, { unit }: UnitResult): boolean {
  return linkedAt !== undefined && !unitHolds(unit, path)
}

function diskOf(
  entry: ScannedEntry,
  role: EntryRole,
  result: UnitResult,
  context: InstanceContext,
): DiskCell {
  const { facts, findings, host } = context
  const isRaw = findings.raw.has(entry)
  const isLost = findings.lost.has(entry)
  const { path, linkedAt = path } = result.unit
  const chain = chainOf(findings, entry)
  // What its name tells nothing of was not looked into while it was scanned.
  const image = findings.overlays.has(entry) ? chain.layers[0]?.image : undefined
  return diskCell(image === undefined ? entry : { ...entry, image }, {
    chain,
    declared: domainFormat(facts, linkedAt, nameInFolder(entry)) ?? declaredFormat(result, entry),
    parts: isRaw ? {} : dataPartsOf(entry, host),
    role,
    isRaw,
    isLost,
    ploopLength: ploopLength(result, entry),
  })
}

/** Lengths of everything in the folder of a ploop disk; undefined for a disk that is a file. */
function ploopLength(
  { unit, entries }: UnitResult,
  { path, linkedAt }: ScannedEntry,
): number | undefined {
  const folder = parentPath(path)
  if (folder === unit.path || linkedAt !== undefined) return undefined
  return entries
    .filter((entry) => entry.type === 'file' && isWithin(entry.path, folder))
    .reduce((sum, { length }) => sum + length, 0)
}

function isBootFile({ type, role }: ScannedEntry): boolean {
  return type === 'file' && (role === 'kernel' || role === 'ramdisk')
}
