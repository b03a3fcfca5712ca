import { type Fault, saysItsPlace } from '../../bytes/errors.ts'
import type { Candidate } from '../candidates/types.ts'
import { cutEntries } from '../qcow2/cut-entries.ts'
import { QEMU_FORMATS } from '../qemu-formats.ts'
import { isDiskReadable } from '../readable.ts'
import { hasTables, MAX_TABLE_BYTES } from '../tables/table-faults.ts'
import { type Facts, isFooterOnly, isRawToQemu, NOT_APPLICABLE, PASS, qemuFormat } from './facts.ts'
import type { CheckState, Evidence, Finding, Params } from './types.ts'

/** A file that is two things is taken for one by whoever checks it, for another by who opens it. */
export function multipleFormats(facts: Facts): Finding {
  const { candidates } = facts.detection
  const [, ...others] = candidates
  if (others.length === 0 || candidates.every(({ format }) => isRawToQemu(format))) return PASS
  // The guest's disk begins at the first byte of a fixed VHD, with its own partition table.
  const within = isFooterOnly(facts) || isRawToQemu(facts.format)
  const serious = within ? others.filter(isSeriousInside) : others
  const first = serious[0]
  if (first === undefined) return PASS
  const params = { formats: [facts.format, ...serious.map(({ format }) => format)].join(', ') }
  const state = within && first.confidence === 'weak' ? 'warning' : 'fail'
  return { state, params, evidence: evidenceOf(first, 'one format') }
}

function isSeriousInside({ format }: Candidate): boolean {
  return !isRawToQemu(format)
}

function evidenceOf(candidate: Candidate, expected: string): Evidence {
  const mark = candidate.marks[0]
  return { offset: mark?.offset ?? 0, expected, found: `${candidate.format}: ${mark?.hex ?? ''}` }
}

/** Glance's and qemu's names for one thing. */
const ALIASES: Readonly<Record<string, string>> = {
  vhd: 'vpc',
  ami: 'raw',
  aki: 'raw',
  ari: 'raw',
  iso: 'raw',
  gpt: 'raw',
  mbr: 'raw',
}

/** qemu's name for what is declared; undefined for nothing, and for what is no image format. */
function declaredOf({ context }: Facts): string | undefined {
  const { declaredFormat } = context
  if (declaredFormat === undefined) return undefined
  const name = ALIASES[declaredFormat] ?? declaredFormat
  return QEMU_FORMATS.has(name) ? name : undefined
}

/** What a guest may have on its raw disk by right besides a partition table. */
function isGuestData(facts: Facts): boolean {
  return isRawToQemu(facts.format) || facts.format === 'luks' || isFooterOnly(facts)
}

/** Whether the content is what disk.info, the domain, the overlay or Glance says. */
export function declaredFormat(facts: Facts): Finding {
  const declared = declaredOf(facts)
  if (declared === undefined) return NOT_APPLICABLE
  const agrees = declared === 'raw' ? isGuestData(facts) : declared === facts.format
  const params = { declared: facts.context.declaredFormat ?? declared, detected: facts.format }
  if (agrees) return { state: 'pass', params }
  const [first] = facts.detection.candidates
  return {
    state: 'fail',
    params,
    ...(first !== undefined && { evidence: evidenceOf(first, declared) }),
  }
}

/**
 * An image header at the start of a raw disk: the guest wrote it, and whoever probes the format
 * follows the host's names in it (CVE-2024-40767, CVE-2026-24708, CVE-2014-0134). The params
 * tell what it would reach.
 */
export function forgedHeader(facts: Facts): Finding {
  if (declaredOf(facts) !== 'raw') return NOT_APPLICABLE
  const detected = qemuFormat(facts)
  const forged = facts.detection.candidates.find(({ format }) => format === detected)
  if (detected === 'raw' || forged === undefined) return PASS
  const evidence = evidenceOf(forged, 'no image header')
  // A guest that encrypts its whole disk writes such a header by right.
  const state = detected === 'luks' ? 'warning' : 'fail'
  const names = namesOf(facts)
  const reason = names === '' ? state : 'names'
  const { declaredFormat: declared = 'raw' } = facts.context
  return { state, params: { declared, detected, reason, names }, evidence }
}

/** What whoever follows the header would open on the host. */
function namesOf({ summary, details }: Facts): string {
  const { backing, dataFile, unusedDataFile } = summary
  const extents = details.vmdk?.descriptor?.extents.map(({ name }) => name) ?? []
  const names = [backing?.name, dataFile?.name ?? unusedDataFile, ...extents.slice(0, 8)]
  return names.filter((name) => name !== undefined).join(', ')
}

/** QED: no longer maintained in qemu, and allowed nowhere in OpenStack. */
export function bannedFormat({ format }: Facts): Finding {
  if (format !== 'qed') return PASS
  const evidence = { offset: 0, expected: 'a format that is maintained', found: '51454400' }
  return { state: 'fail', params: { format }, evidence }
}

/**
 * Whether the header can be read at all: what qemu refuses, nobody can check. `params.reason` names the
 * structure where the header is sound and qemu refuses what that names.
 */
export function header({ summary, details }: Facts): Finding {
  const { fault } = summary
  const found = fault ?? details.faults.find(({ code }) => code !== 'truncated')
  if (found === undefined) return PASS
  const { offset, expected, message, what } = found
  const state = fault === undefined ? 'warning' : 'fail'
  const { faultIn } = summary
  const named = faultIn === undefined ? {} : { reason: faultIn }
  return {
    state,
    params: saysItsPlace(found)
      ? { reason: `${faultIn ?? state}-there`, what }
      : { ...named, message, what },
    evidence: { offset, expected, found: found.found },
  }
}

/** Nothing wrong was found, but not all of the tables was looked at. */
const LOOKED_AT_IN_PART: Finding = {
  state: 'info',
  params: { reason: 'partly', size: MAX_TABLE_BYTES },
}

/**
 * What the header names beyond the end of the file, or what the tables do. A file that ends inside
 * its header has none that could be read.
 */
export function truncated(facts: Facts): Finding {
  const { summary, format, tables } = facts
  const isHeaderCut = summary.fault?.code === 'truncated' && !isDiskReadable(summary)
  if (isRawToQemu(format) || isHeaderCut) return NOT_APPLICABLE
  const cuts = cutFaults(facts)
  // That data of the disk is lost is worse than that a snapshot is, of which no disk knows.
  const found = cuts.find(({ what }) => what !== SNAPSHOTS) ?? cuts[0]
  if (found === undefined) return tables?.partly === true ? LOOKED_AT_IN_PART : PASS
  const { what, offset, expected } = found
  return {
    state: 'warning',
    params: { ...lossOf(facts, cuts, what), what },
    evidence: { offset, expected, found: found.found },
  }
}

/** By what name the readers call the snapshot table. */
const SNAPSHOTS = 'snapshots'

function cutFaults({ summary, details, source, tables }: Facts): readonly Fault[] {
  const header = details.qcow2?.header
  const isAsked = tables !== undefined && isDiskReadable(summary) && header !== undefined
  const inTables = isAsked ? cutEntries(source, header) : []
  return [...details.faults, ...inTables, tables?.cut].filter(isCut)
}

function isCut(fault: Fault | undefined): fault is Fault {
  return fault?.code === 'truncated'
}

/** Where the tables of an overlay are lost, what lies below shows through: old data, and no zeros. */
function lossOf({ details, summary }: Facts, cuts: readonly Fault[], what: string): Params {
  const isOverlay = summary.backing !== undefined
  if (cuts.every((cut) => cut.what !== SNAPSHOTS)) return isOverlay ? { reason: 'overlay' } : {}
  const count = details.qcow2?.header.nbSnapshots ?? 0
  const lost = count - (details.qcow2?.snapshots.length ?? 0)
  const reason = isOverlay ? 'overlay-with-snapshots' : 'with-snapshots'
  return { reason: what === SNAPSHOTS ? 'snapshots' : reason, lost, count }
}

/**
 * What the entries of the image's tables say: qemu does not open it for one, or it reads something
 * else than the guest's data. Only where the tables were asked for.
 */
export function tables({ tables, details }: Facts): Finding {
  if (tables === undefined || !hasTables(details)) return NOT_APPLICABLE
  const { refused, own, wrong, partly } = tables
  if (refused !== undefined) return entryFinding('fail', 'refused', refused)
  if (own !== undefined) return entryFinding('warning', 'own', own)
  if (wrong !== undefined) return entryFinding('warning', 'wrong', wrong)
  return partly ? LOOKED_AT_IN_PART : PASS
}

function entryFinding(state: CheckState, reason: string, fault: Fault): Finding {
  const { what, offset, expected, found } = fault
  return { state, params: { reason, what }, evidence: { offset, expected, found } }
}
