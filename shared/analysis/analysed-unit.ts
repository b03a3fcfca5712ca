import type { DomainFacts } from '../nova/domain.ts'
import { holdsNoData } from '../scan/entry.ts'
import type { UnitResult } from '../scan/model.ts'
import { domainFormat } from './chain/domain-format.ts'
import { setDeclared } from './disks/disk-cell.ts'
import { byNames, overlaysOf } from './disks/folder-disks.ts'
import { lostDisks } from './disks/lost-disks.ts'
import { rawDisks } from './disks/raw-disks.ts'
import { rawImages } from './disks/raw-images.ts'
import { keepsFormats } from './findings/kept-format.ts'
import type { Told } from './findings/unit-clues.ts'
import { type UnitFindings, unitFindings } from './findings/unit-findings.ts'
import type { Gathered } from './gathered.ts'
import { instanceRow } from './rows/instance-row.ts'
import type { InstanceRow } from './rows/rows.ts'
import { whoseFiles } from './rows/whose-files.ts'

/** A unit with what was made of it; `settled` when nothing that comes later can change it. */
export interface AnalysedUnit {
  readonly result: UnitResult
  readonly findings: UnitFindings
  /** Of an instance's folder. */
  readonly row?: InstanceRow
  readonly settled: boolean
}

const nothing: UnitFindings = {
  chains: new Map(),
  disks: byNames,
  overlays: new Set(),
  raw: new Set(),
  lost: new Map(),
  findings: [],
  byEntry: new Map(),
}

/** A unit that waits until all of the scan is known. */
export function waitingUnit(result: UnitResult): AnalysedUnit {
  return { result, findings: nothing, settled: false }
}

/** `last`: nothing more comes. Otherwise it is settled if all that its images name is known. */
export function analyseUnit(
  gathered: Gathered,
  result: UnitResult,
  nowMs: number,
  last: boolean,
): AnalysedUnit {
  const { host } = gathered
  const missesBefore = host.misses
  const findings = unitFindings(result, gathered, nowMs, toldOf(gathered, result))
  const row = rowOf(gathered, result, findings)
  const settled = last || host.misses === missesBefore
  if (settled) gathered.index(result, findings)
  if (row === undefined) return { result, findings, settled }
  // Layers of tens of thousands of chains are not kept: the row says what is shown of them.
  return { result, findings: { ...findings, chains: nothing.chains }, row, settled }
}

function toldOf({ nodes, host, followed }: Gathered, result: UnitResult): Told {
  const { instance, path, ofHost } = result.unit
  const { names, planned } = nodes.at(path)
  const facts = instance && names.find(instance)
  const raw = ofHost ? rawImages(result, names, host) : rawDisks(result, { facts, names, host })
  const lost = lostDisks(result, facts)
  const kept = keepsFormats(planned.layout.nova)
  return { facts, raw, lost, keepsFormats: kept, followed }
}

function rowOf(
  { nodes, folders, host }: Gathered,
  result: UnitResult,
  findings: UnitFindings,
): InstanceRow | undefined {
  const { instance, path } = result.unit
  if (instance === undefined) return undefined
  const { names, planned } = nodes.at(path)
  return instanceRow(result, {
    instance,
    facts: names.find(instance),
    nova: planned.layout.nova,
    folderAllocated: folders.get(path) ?? 0,
    findings,
    host,
  })
}

/** The unit with what a domain XML tells that came after it. */
export function namedUnit({ nodes }: Gathered, analysed: AnalysedUnit): AnalysedUnit {
  const instance = analysed.result.unit.instance
  if (analysed.row === undefined || instance === undefined) return analysed
  const { names, planned } = nodes.at(analysed.row.id)
  const facts = names.find(instance)
  if (facts === undefined || isTold(analysed.row.identity, facts)) return analysed
  // Of an instance that is known, nobody asks when its files were changed last.
  const { remoteDisks: _disks, touchedMs: _touched, ...row } = analysed.row
  for (const disk of row.disks) {
    setDeclared(disk, domainFormat(facts, row.linkedAt ?? row.id, disk.name))
  }
  const { nova } = planned.layout
  const incomplete = row.incomplete !== undefined
  const owner = whoseFiles({ instance, facts, nova, incomplete }, row.disks)
  return { ...analysed, row: { ...row, ...owner } }
}

/** Whether a domain XML that came after the unit tells that its disks are others, read otherwise, or a rescue's. */
export function isReadOtherwise(
  gathered: Gathered,
  { result, row, findings }: AnalysedUnit,
): boolean {
  const { instance, path } = result.unit
  const facts = instance && gathered.nodes.at(path).names.find(instance)
  if (row === undefined || facts === undefined) return false
  // Other descriptions of the domain can only tell that a disk is not raw to all of them.
  if (isTold(row.identity, facts) && findings.raw.size === 0) return false
  // Of an empty file the declared format tells whether that is all of the disk.
  if (row.disks.some(({ length }) => length === 0)) return true
  if (result.entries.some(({ role, type }) => role === 'rescue' || holdsNoData(type))) return true
  const { raw, lost } = toldOf(gathered, result)
  const isOther = !isSame(raw, findings.raw) || !isSame(lost, findings.lost)
  return isOther || !isSame(overlaysOf(result, facts), findings.overlays)
}

/** The keys of maps are compared. */
function isSame<T>(
  some: ReadonlySet<T> | ReadonlyMap<T, string>,
  others: ReadonlySet<T> | ReadonlyMap<T, string>,
): boolean {
  return some.size === others.size && [...some.keys()].every((one) => others.has(one))
}

/** Whether a row says already what its XML does. */
function isTold(
  identity: InstanceRow['identity'],
  { path, definedAt, savedAt }: DomainFacts,
): boolean {
  return identity?.xml === path && identity.definedAt === definedAt && identity.savedAt === savedAt
}
