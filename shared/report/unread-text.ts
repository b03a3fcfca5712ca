import type { NodeView } from '../analysis/model.ts'
import { counted } from './counted.ts'
import { findingText } from './finding-text.ts'

/** What a scan could not read, in one line with the first of it as an example; undefined where it read all. */
export function unreadText({ totals, findings }: NodeView): string | undefined {
  const { unreadable } = totals
  if (unreadable === 0) return undefined
  const what = `${counted(unreadable, 'entry', 'entries')} could not be read`
  const first = findings.find(
    ({ code, evidence }) => code === 'unreadable' && evidence['case'] === 'entry',
  )
  if (first === undefined) return what
  const place = first.subject.path === '' ? '.' : first.subject.path
  return `${what}, ${unreadable === 1 ? '' : 'the first of them '}${place}: ${findingText(first)}`
}
