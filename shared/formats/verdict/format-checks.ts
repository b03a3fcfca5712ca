import { quote, type Said, says } from '../../phrases/phrase.ts'
import type { Candidate } from '../candidates/types.ts'
import { QEMU_FORMATS } from '../qemu-formats.ts'
import { type Facts, isFooterOnly, isRawToQemu, NOT_APPLICABLE, PASS, qemuFormat } from './facts.ts'
import type { Evidence, Finding } from './types.ts'

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
  const params = { formats: [facts.format, ...serious.map(({ format }) => format)] }
  const state = within && first.confidence === 'weak' ? 'warning' : 'fail'
  return { state, params, evidence: evidenceOf(first, says('one format')) }
}

function isSeriousInside({ format }: Candidate): boolean {
  return !isRawToQemu(format)
}

function evidenceOf(candidate: Candidate, expected: Said): Evidence {
  const { format, marks } = candidate
  const [mark] = marks
  // An empty file has no bytes to show.
  const found = quote(mark === undefined ? format : `${format}: ${mark.hex}`)
  return { offset: mark?.offset ?? 0, expected, found }
}

/** Glance's and qemu's names for one thing. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['vhd', 'vpc'],
  ['ami', 'raw'],
  ['aki', 'raw'],
  ['ari', 'raw'],
  ['iso', 'raw'],
  ['gpt', 'raw'],
  ['mbr', 'raw'],
])

/** qemu's name for what is declared; undefined for nothing, and for what is no image format. */
function declaredOf({ context }: Facts): string | undefined {
  const { declaredFormat } = context
  if (declaredFormat === undefined) return undefined
  const name = ALIASES.get(declaredFormat) ?? declaredFormat
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
    ...(first !== undefined && { evidence: evidenceOf(first, quote(declared)) }),
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
  const evidence = evidenceOf(forged, says('no image header'))
  // A guest that encrypts its whole disk writes such a header by right.
  const state = detected === 'luks' ? 'warning' : 'fail'
  const names = namesOf(facts)
  const reason = names.length === 0 ? state : 'names'
  const { declaredFormat: declared = 'raw' } = facts.context
  return { state, params: { declared, detected, reason, names }, evidence }
}

/** What whoever follows the header would open on the host. */
function namesOf({ summary, details }: Facts): readonly string[] {
  const { backing, dataFile, unusedDataFile } = summary
  const extents = details.vmdk?.descriptor?.extents.map(({ name }) => name) ?? []
  const names = [backing?.name, dataFile?.name ?? unusedDataFile, ...extents.slice(0, 8)]
  return names.filter((name) => name !== undefined)
}

/** QED: no longer maintained in qemu, and allowed nowhere in OpenStack. */
export function bannedFormat({ format }: Facts): Finding {
  if (format !== 'qed') return PASS
  const evidence = {
    offset: 0,
    expected: says('a format that is maintained'),
    found: quote('51454400'),
  }
  return { state: 'fail', params: { format }, evidence }
}
