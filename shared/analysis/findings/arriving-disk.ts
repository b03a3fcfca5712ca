import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { HOUR_MS } from '../../values/time.ts'
import { untouchedFor } from '../accounting/known-instances.ts'
import type { InstanceRow } from '../rows/rows.ts'

/**
 * Tells whether a finding of an instance stands: not what only the end of a disk shows, while libvirt has no
 * domain for its folder and something there has changed within the hour. A cold migration writes a disk to
 * the place where it stays (`scp`, `rsync`), and the domain comes after it. What is cut is told an hour after
 * the last byte came, long before the folder is called an orphan.
 */
export function createArriving(
  rows: readonly InstanceRow[],
  nowMs: number,
): (finding: Finding) => boolean {
  const arriving = new Set<TreePath>()
  for (const row of rows) {
    if (row.orphanAtMs !== undefined && untouchedFor(row, nowMs) < HOUR_MS) arriving.add(row.id)
  }
  if (arriving.size === 0) return stays
  return (finding) => !(arriving.has(finding.subject.instance ?? '') && isOfTheEnd(finding))
}

/**
 * The row while the scan goes on: whether libvirt has a domain for its folder is not known yet, and what has
 * changed within the hour may be arriving.
 */
export function whileScanning(row: InstanceRow, nowMs: number): InstanceRow {
  if (row.identity !== undefined || untouchedFor(row, nowMs) >= HOUR_MS) return row
  if (!row.findings.some(isOfTheEnd)) return row
  return { ...row, findings: row.findings.filter((one) => !isOfTheEnd(one)) }
}

function stays(): boolean {
  return true
}

/** What is empty is told: a copy that has begun has written its first bytes. */
function isOfTheEnd({ code, evidence }: Finding): boolean {
  return code === 'truncated' && evidence['case'] !== 'empty'
}

/** The rows without findings that do not stand. */
export function withStanding(
  rows: readonly InstanceRow[],
  stands: (finding: Finding) => boolean,
): readonly InstanceRow[] {
  if (stands === stays) return rows
  return rows.map((row) =>
    row.findings.every(stands) ? row : { ...row, findings: row.findings.filter(stands) },
  )
}
