import { baseNameOf } from '../../files/paths.ts'
import type { Finding } from '../../findings/types.ts'
import { instanceDirName, isLive } from '../../nova/names.ts'
import { domainXmlOf } from '../accounting/known-instances.ts'
import type { InstanceRow } from '../rows/rows.ts'

/**
 * Says of what a resize or a deletion left that it is all that is seen of an instance whose domain is still
 * defined: Nova removes the folder first and undefines the domain then, so that a resize waits to be
 * confirmed, or the folder was never moved back, and nobody else has the data. `mayBeUnseen` tells by the name
 * of its own folder whether that may be there all the same: behind a symlink, or where no scan came to.
 */
export function createLastFolder(
  rows: readonly InstanceRow[],
  mayBeUnseen: (name: string) => boolean,
): (finding: Finding) => Finding {
  const rowAt = new Map(rows.map((row) => [row.id, row]))
  const inPlace = new Set(rows.filter(isLive).map(({ uuid }) => uuid))
  return (finding) => {
    const { code, subject, evidence } = finding
    if (!OF_A_MOVE.has(code)) return finding
    const row = rowAt.get(subject.path)
    const xml = row && domainXmlOf(row)
    if (row === undefined || xml === undefined || inPlace.has(row.uuid)) return finding
    if (mayBeUnseen(nameOf(row))) {
      return { ...finding, evidence: { ...evidence, case: 'unseen', xml } }
    }
    if (row.identity?.isRunning !== true) {
      return { ...finding, evidence: { ...evidence, case: 'domain', xml } }
    }
    return { ...finding, severity: 'high', evidence: { ...evidence, case: 'running', xml } }
  }
}

/** What the folder is called while nobody moves it. */
function nameOf({ id }: InstanceRow): string {
  const name = baseNameOf(id)
  return instanceDirName(name)?.id ?? name
}

const OF_A_MOVE: ReadonlySet<Finding['code']> = new Set(['leftover-resize', 'leftover-del'])

/** Whether a finding says so. */
export function isLastFolder({ code, evidence }: Pick<Finding, 'code' | 'evidence'>): boolean {
  return OF_A_MOVE.has(code) && evidence['case'] !== undefined
}
