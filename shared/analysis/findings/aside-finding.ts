import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Evidence, Finding } from '../../findings/types.ts'
import type { UnitResult } from '../../scan/model.ts'
import { DAY_MS } from '../../values/time.ts'
import { domainXmlOf } from '../accounting/known-instances.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'

/** Milliseconds for which a folder lies aside before it is offered to be removed: whoever misses it has so long. */
export const ASIDE_WAIT = 3 * DAY_MS

/** Whether what such a finding tells of has lain aside for that long, and no domain may need it. */
export function isLongAside({ case: kind, age }: Evidence): boolean {
  return kind === undefined && typeof age === 'number' && age >= ASIDE_WAIT
}

/**
 * What a clean-up plan set aside: it takes its space until it is removed there. It was of no instance then;
 * a domain that is there by now, or may be, needs it back, unless the instance has another folder already.
 */
export function asideFinding(
  row: InstanceRow,
  result: UnitResult | undefined,
  nowMs: number,
): readonly Finding[] {
  if (row.asideMs === undefined) return []
  const xml = domainXmlOf(row)
  const subject = { kind: 'instance', path: row.id, instance: row.id } as const
  const evidence = {
    ...whoNeeds(row, xml),
    ...allocatedEvidence(row.allocated, result?.entries ?? []),
    age: Math.max(0, Math.floor(nowMs - row.asideMs)),
    day: result?.unit.instance?.day ?? '',
  }
  return [finding('set-aside', subject, evidence, xml === undefined ? undefined : 'warning')]
}

function whoNeeds({ isReplaced, isUnclaimed }: InstanceRow, xml: TreePath | undefined) {
  if (isReplaced) return { case: 'in-place', ...(xml !== undefined && { xml }) }
  if (xml !== undefined) return { case: 'domain', xml }
  return isUnclaimed ? {} : { case: 'not-known' }
}
