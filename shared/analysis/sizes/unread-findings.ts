import type { Finding } from '../../findings/types.ts'
import type { NodeView } from '../model.ts'

/**
 * What a scan could not read: its entries. Where it read all of these, images that stand on what could not be read
 * and is none of them, as one does that was opened alone.
 */
export function unreadFindings(view: OfUnread): readonly Finding[] {
  return view.findings.filter(unreadBy(view))
}

/** The first of them that the problems list. */
export function firstUnread(view: OfUnread): Finding | undefined {
  return view.findings.find(unreadBy(view))
}

type OfUnread = {
  readonly totals: Pick<NodeView['totals'], 'unreadable'>
  readonly findings: NodeView['findings']
}

function unreadBy({ totals: { unreadable } }: OfUnread): (finding: Finding) => boolean {
  return ({ code, evidence }) =>
    code === 'unreadable' && (unreadable === 0 || evidence['case'] !== 'backing')
}
