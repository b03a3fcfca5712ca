import type { Fault } from '../../bytes/errors.ts'
import { cutEntries, wrongRefcountEntry } from '../qcow2/cut-entries.ts'
import { isDiskReadable } from '../readable.ts'
import { hasTables, MAX_TABLE_BYTES } from '../tables/table-faults.ts'
import { type Facts, isRawToQemu, NOT_APPLICABLE, PASS } from './facts.ts'
import { partitionsWhole } from './partition-check.ts'
import type { CheckState, Finding, Params } from './types.ts'

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
    params:
      message === undefined
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
 * What the header names beyond the end of the file, or what the tables do, of a raw disk the table of
 * its partitions. A file that ends inside its header has none that could be read.
 */
export function truncated(facts: Facts): Finding {
  const { summary, format, tables } = facts
  const isHeaderCut = summary.fault?.code === 'truncated' && !isDiskReadable(summary)
  if (isRawToQemu(format)) return partitionsWhole(facts)
  if (isHeaderCut) return NOT_APPLICABLE
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
export function tables({ tables, details, source }: Facts): Finding {
  if (tables === undefined || !hasTables(details)) return NOT_APPLICABLE
  const { refused, own, wrong, partly } = tables
  if (refused !== undefined) return entryFinding('fail', 'refused', refused)
  if (own !== undefined) return entryFinding('warning', 'own', own)
  const header = details.qcow2?.header
  const damaged = wrong ?? (header && wrongRefcountEntry(source, header))
  if (damaged !== undefined) return entryFinding('warning', 'wrong', damaged)
  return partly ? LOOKED_AT_IN_PART : PASS
}

function entryFinding(state: CheckState, reason: string, fault: Fault): Finding {
  const { what, offset, expected, found } = fault
  return { state, params: { reason, what }, evidence: { offset, expected, found } }
}
