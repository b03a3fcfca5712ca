import type { NodeView } from '../../analysis/model.ts'
import type { Finding } from '../../findings/types.ts'
import { counted } from '../counted.ts'
import { findingText } from './finding-text.ts'

/** Of the entries that could not be read the first one that the problems list. */
export function firstUnread(findings: readonly Finding[]): Finding | undefined {
  return findings.find(isUnread)
}

/** An entry that could not be read, not an image whose chain leads to one. */
export function isUnread({ code, evidence }: Finding): boolean {
  return code === 'unreadable' && evidence['case'] !== 'backing'
}

/** What a scan could not read, in one line with the first of it as an example; undefined where it read all. */
export function unreadText({ totals, findings }: NodeView): string | undefined {
  const { unreadable } = totals
  if (unreadable === 0) return unreadBelow(findings)
  const what = `${counted(unreadable, 'entry', 'entries')} could not be read`
  const first = firstUnread(findings)
  if (first === undefined) return what
  return `${what}, ${unreadable === 1 ? '' : 'the first of them '}${placed(first)}`
}

/** Below an image that is opened alone, which is no entry of the scan. */
function unreadBelow(findings: readonly Finding[]): string | undefined {
  const first = findings.find(({ code }) => code === 'unreadable')
  return first && placed(first)
}

function placed(finding: Finding): string {
  const { path } = finding.subject
  return `${path === '' ? '.' : path}: ${findingText(finding)}`
}
