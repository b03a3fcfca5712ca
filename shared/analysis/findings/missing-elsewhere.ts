import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { groupBy } from '../../values/grouped.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'

/** The case of a missing backing file of which a base elsewhere in the scan may be a copy. */
const ELSEWHERE = 'elsewhere'

/**
 * Says of a backing file that is missing where else a base of its name was scanned, which the disk can stand
 * on by its size: another node that was opened has made it from the same image, or is where it came from.
 * Nothing proves that it is the same.
 */
export function createMissingElsewhere(
  bases: readonly BaseRow[],
  rows: readonly InstanceRow[],
): (finding: Finding) => Finding {
  const byName = groupBy(
    bases.filter(({ link, image }) => link === undefined && image?.fault === undefined),
    ({ name }) => name,
  )
  const sizes = new Map(
    rows.flatMap(({ disks }) => disks.map(({ path, virtual }) => [path, virtual] as const)),
  )
  return (finding) => {
    const { code, evidence, subject } = finding
    const { name } = evidence
    if (code !== 'missing-backing-file' || typeof name !== 'string') return finding
    // What is in the way has to go first.
    if (evidence['case'] === 'folder') return finding
    const size = sizes.get(subject.path) ?? Number.POSITIVE_INFINITY
    const found = byName.get(baseNameOf(name))?.find((base) => sizeOf(base) <= size)
    if (found === undefined) return finding
    const where = { found: found.id, virtual: sizeOf(found) }
    return { ...finding, evidence: { ...evidence, case: ELSEWHERE, ...where } }
  }
}

function sizeOf({ image, length }: BaseRow): number {
  return image?.virtualSize ?? length
}

/** Images that lack a file for which a base of the scan may stand, by that base. */
export function wantersOf(
  findings: readonly Finding[],
): ReadonlyMap<TreePath, readonly TreePath[]> {
  const wanting = findings.filter(({ code, evidence }) => {
    return code === 'missing-backing-file' && evidence['case'] === ELSEWHERE
  })
  const byBase = groupBy(wanting, ({ evidence }) => String(evidence['found']))
  return new Map(
    [...byBase].map(([base, found]) => [base, found.map(({ subject }) => subject.path)]),
  )
}
