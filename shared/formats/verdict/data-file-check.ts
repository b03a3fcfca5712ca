import { quote, says } from '../../phrases/phrase.ts'
import { findExtension } from '../qcow2/extensions.ts'
import { AUTOCLEAR_DATA_FILE_RAW } from '../qcow2/features.ts'
import type { Facts } from './facts.ts'
import { NOT_APPLICABLE, PASS } from './facts.ts'
import { reachOf } from './reach.ts'
import type { Finding } from './types.ts'

const INCOMPATIBLE_FEATURES = 72
const AUTOCLEAR_FEATURES = 88

const RAW_WITHOUT_FILE: Finding = {
  state: 'fail',
  params: { reason: 'raw-without-file' },
  evidence: {
    offset: AUTOCLEAR_FEATURES,
    expected: says('bit {{n}} clear', { n: 1 }),
    found: says('set'),
  },
}

/** Marked as having a raw data file, and has none: qemu shows its header, and does not open it. */
export function lacksRawDataFile({ details, summary }: Facts): boolean {
  const bits = details.qcow2?.header.autoclearFeatures ?? 0n
  return summary.dataFile === undefined && (bits & AUTOCLEAR_DATA_FILE_RAW) !== 0n
}

/** An external data file is any file of the host under the guest's control (CVE-2024-32498). */
export function dataFile(facts: Facts): Finding {
  const { format, summary, details } = facts
  if (format !== 'qcow2') return NOT_APPLICABLE
  const recorded = findExtension(details.qcow2?.extensions ?? [], 'data-file')
  const name = summary.dataFile?.name ?? recorded?.name
  const text = name === undefined ? {} : { text: name }
  if (summary.dataFile === undefined) {
    // Without the bit qemu does not open it; but only who wants it opened records a name.
    if (recorded === undefined) return lacksRawDataFile(facts) ? RAW_WITHOUT_FILE : PASS
    const evidence = {
      offset: recorded.offset,
      expected: says('no name'),
      found: quote(recorded.name),
      ...text,
    }
    return { state: 'fail', params: { name: recorded.name, reason: 'unused-name' }, evidence }
  }
  const reason = name === undefined ? 'unnamed' : reachOf(name)
  const found = quote(`0x${details.qcow2?.header.incompatibleFeatures.toString(16) ?? ''}`)
  const evidence = {
    offset: INCOMPATIBLE_FEATURES,
    expected: says('bit {{n}} clear', { n: 2 }),
    found,
    ...text,
  }
  return { state: 'fail', params: { name: name ?? '', reason }, evidence }
}
