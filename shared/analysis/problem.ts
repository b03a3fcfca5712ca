import type { TreePath } from '../files/tree.ts'
import type { Problem, ProblemCode, Severity } from './model.ts'

/** How much a finding matters where nothing else is said. `high`: data or hosts are at risk. */
const severities: Readonly<Record<ProblemCode, Severity>> = {
  'missing-backing-file': 'high',
  'backing-loop': 'high',
  'backing-outside-root': 'high',
  'backing-protocol': 'high',
  'chain-too-deep': 'warning',
  unreadable: 'warning',
  'image-fault': 'warning',
  'format-mismatch': 'warning',
  'backing-format-missing': 'warning',
  'external-data-file': 'high',
  'unused-base': 'info',
  'leftover-resize': 'info',
  'leftover-del': 'warning',
  'leftover-part': 'info',
  'symlink-leaves-root': 'warning',
  'text-fault': 'warning',
}

export function problem(
  code: ProblemCode,
  path: TreePath,
  params: Problem['params'] = {},
  severity: Severity = severities[code],
): Problem {
  return { code, severity, path, params }
}

const rank: Readonly<Record<Severity, number>> = { high: 0, warning: 1, info: 2 }

/** By severity, then path, then code. */
export function compareProblems(a: Problem, b: Problem): number {
  return rank[a.severity] - rank[b.severity] || order(a.path, b.path) || order(a.code, b.code)
}

/** Code unit order: the same on every machine. */
export function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
