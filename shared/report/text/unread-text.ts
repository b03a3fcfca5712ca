import type { NodeView } from '../../analysis/model.ts'
import { firstUnread } from '../../analysis/sizes/unread-findings.ts'
import type { Finding } from '../../findings/types.ts'
import { counted } from '../counted.ts'
import { findingText } from './finding-text.ts'

/** What a scan could not read, in one line with the first of it as an example; undefined where it read all. */
export function unreadText(view: Pick<NodeView, 'totals' | 'findings'>): string | undefined {
  const { unreadable } = view.totals
  const first = firstUnread(view)
  // Below an image that is opened alone, which is no entry of the scan.
  if (unreadable === 0) return first && placed(first)
  const what = `${counted(unreadable, 'entry', 'entries')} could not be read`
  if (first === undefined) return what
  return `${what}, ${unreadable === 1 ? '' : 'the first of them '}${placed(first)}`
}

function placed(finding: Finding): string {
  const { path } = finding.subject
  return `${path === '' ? '.' : path}: ${findingText(finding)}`
}
