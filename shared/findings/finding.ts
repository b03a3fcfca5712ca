import type { TreePath } from '../files/tree.ts'
import { order } from '../values/order.ts'
import type { FindingCode } from './codes.ts'
import { findingRegistry } from './registry.ts'
import type { Clue, Evidence, Finding, Severity, Subject } from './types.ts'

export function clue(
  code: FindingCode,
  evidence: Evidence = {},
  severity: Severity = findingRegistry[code].severity,
): Clue {
  return { code, severity, evidence }
}

export function finding(
  code: FindingCode,
  subject: Subject,
  evidence: Evidence = {},
  severity?: Severity,
): Finding {
  return about(clue(code, evidence, severity), subject)
}

/** A clue with what it is about. */
export function about({ code, severity, evidence }: Clue, subject: Subject): Finding {
  return { code, severity, subject, evidence }
}

/** All that a finding is about, what it is told of first. */
export function subjectsOf({ subject, also = [] }: Finding): readonly Subject[] {
  return [subject, ...also]
}

export function isAbout(finding: Finding, path: TreePath): boolean {
  return finding.subject.path === path || finding.also?.some((one) => one.path === path) === true
}

const rank: Readonly<Record<Severity, number>> = { high: 0, warning: 1, info: 2 }

/** By severity, then path, then code. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    rank[a.severity] - rank[b.severity] ||
    order(a.subject.path, b.subject.path) ||
    order(a.code, b.code)
  )
}
