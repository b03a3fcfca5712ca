import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { headerFix } from '../../nova/header-fix.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** Says of a forged header in an instance's disk whether the Nova that wrote the instance's XML has the fix. */
export function createHeaderFix(rows: readonly InstanceRow[]): (finding: Finding) => Finding {
  const versions = new Map<TreePath, string>()
  for (const { id, identity } of rows) {
    if (identity?.novaVersion !== undefined) versions.set(id, identity.novaVersion)
  }
  return (finding) => {
    if (finding.code !== 'forged-header') return finding
    const nova = versions.get(finding.subject.instance ?? '')
    const fix = headerFix(nova)
    if (nova === undefined || fix === undefined) return finding
    return { ...finding, evidence: { ...finding.evidence, nova, fix } }
  }
}

/** The rows with what the whole scan tells of their findings. */
export function withTold<Row extends { readonly findings: readonly Finding[] }>(
  rows: readonly Row[],
  told: (finding: Finding) => Finding,
): readonly Row[] {
  const isMore = (finding: Finding) => told(finding) !== finding
  return rows.map((row) =>
    row.findings.some(isMore) ? { ...row, findings: row.findings.map(told) } : row,
  )
}
