import type { Finding } from '../../findings/types.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { disksOn } from './damaged-base.ts'

/** Says of a base that cannot be read how many disks stand on it: of none of them it is told by itself. */
export function createUnreadBase(
  bases: readonly BaseRow[],
  rows: readonly InstanceRow[],
): (finding: Finding) => Finding {
  const baseAt = new Map(bases.map((base) => [base.id, base]))
  const rowAt = new Map(rows.map((row) => [row.id, row]))
  return (finding) => {
    const { code, subject, evidence } = finding
    const base = code === 'unreadable' ? baseAt.get(subject.path) : undefined
    if (base === undefined || evidence['case'] !== 'entry') return finding
    const { instances } = base.dependants
    const count = instances.flatMap(({ path }) => disksOn(base, rowAt.get(path))).length
    return count === 0 ? finding : { ...finding, evidence: { ...evidence, case: 'base', count } }
  }
}
