import { compareFindings } from '../findings/finding.ts'
import type { Finding } from '../findings/types.ts'
import type { UnitResult } from '../scan/model.ts'
import type { SpaceInput } from './accounting/forest/forest.ts'
import { accountFor } from './accounting/node-accounting.ts'
import { accountingFacts, type EndedNode } from './accounting-facts.ts'
import type { AnalysedUnit } from './analysed-unit.ts'
import { findDomainFile } from './chain/find-member.ts'
import type { LocateFile } from './disks/found-disks.ts'
import { youngLeftovers } from './disks/leftovers.ts'
import { endedScan } from './ended-scan.ts'
import { createArriving, withStanding } from './findings/arriving-disk.ts'
import { createHeaderFix, withTold } from './findings/header-fix-findings.ts'
import type { WholeResult } from './findings/join-whole.ts'
import { createLastFolder } from './findings/last-folder.ts'
import { createMissingElsewhere } from './findings/missing-elsewhere.ts'
import { createMissingMade } from './findings/missing-made.ts'
import { specialOnce } from './findings/special-once.ts'
import { createUnreadBase } from './findings/unread-base.ts'
import { linkedNames } from './findings/whole-findings.ts'
import type { Gathered } from './gathered.ts'
import { countDomainsAlone } from './hosts/domains-alone.ts'
import type { NodeStorage } from './hosts/storage.ts'
import { storageWithRest } from './hosts/unscanned.ts'
import type { NodeView } from './model.ts'
import { nodesInside } from './opened/nodes-inside.ts'
import { type ScanTimes, whatWasOpened } from './opened-view.ts'
import { otherEntries } from './rows/other-entries.ts'
import type { ImageRow } from './rows/rows.ts'
import { wholeOf } from './whole-scan.ts'

export interface FinishedAnalysis {
  readonly view: NodeView
  readonly space: SpaceInput
}

/** Makes of all units what views and reports show. */
export function finishScan(
  gathered: Gathered,
  units: readonly AnalysedUnit[],
  times: ScanTimes,
): FinishedAnalysis {
  const results = units.map(({ result }) => result)
  const locate = locatorOf(gathered)
  const ended = endedScan(gathered, units, times, locate)
  const { nodes, tables, rows, totals } = ended
  const counted = accountFor(accountingFacts(gathered, ended, times.end, times.finishedAtMs))
  const { images, accounting, space } = counted
  const whole = wholeOf({ gathered, units, nodes, counted, times, locate })
  const told = createTold(whole, images, unseenIn(gathered, results, times))
  const stands = createArriving(whole.rows, times.finishedAtMs)
  const ofUnits = units.flatMap(({ findings }) => findings.findings)
  const found = specialOnce([...ofUnits, ...tables.found, ...whole.found])
  const view: NodeView = {
    ...whatWasOpened(gathered, nodes, counted, times),
    ...whatElseWasSeen(gathered, nodes, results, times),
    storage: storageOfAll(gathered, nodes, times),
    totals,
    instances: withTold(withStanding(whole.rows, stands), told),
    bases: withTold(whole.bases, told),
    images,
    others: otherEntries(results, rows),
    accounting,
    findings: found.filter(stands).map(told).sort(compareFindings),
  }
  return { view, space }
}

/** Tells with a finding what others of the same scan say to it. */
function createTold(
  { rows, bases }: WholeResult,
  images: readonly ImageRow[],
  mayBeUnseen: (name: string) => boolean,
): (finding: Finding) => Finding {
  const withFix = createHeaderFix(rows)
  const withPlace = createMissingElsewhere(bases, rows)
  const withMade = createMissingMade(rows, images)
  const withDisks = createUnreadBase(bases, rows)
  const asLast = createLastFolder(rows, mayBeUnseen)
  return (finding) => asLast(withDisks(withMade(withPlace(withFix(finding)))))
}

/** Whether a folder of this name may be there that was not seen. */
function unseenIn(
  { gone }: Gathered,
  results: readonly UnitResult[],
  { end }: ScanTimes,
): (name: string) => boolean {
  const isAll = end.state === 'complete' && gone === undefined
  const linked = new Set(results.flatMap(linkedNames))
  return (name) => !isAll || linked.has(name)
}

function whatElseWasSeen(
  gathered: Gathered,
  nodes: readonly EndedNode[],
  results: readonly UnitResult[],
  { startedAtMs }: ScanTimes,
): Partial<NodeView> {
  const { gone, newest, plan } = gathered
  const { amongInstances: newestMs, beside: newestBeside } = newest
  const inside = nodesInside(plan.layout, results)
  const alone = countDomainsAlone(nodes)
  const young = youngLeftovers(results, startedAtMs, ({ instance, path }) => {
    return instance && gathered.nodes.at(path).names.find(instance)
  })
  return {
    ...(inside.length > 0 && { nodesInside: inside }),
    ...(alone.domainsAlone > 0 && alone),
    ...(gone && { gone }),
    ...(young.length > 0 && { young }),
    ...(newestMs > 0 && { newestMs }),
    ...(newestBeside.length > 0 && { newestBeside }),
  }
}

function storageOfAll(
  { counts, devices }: Gathered,
  nodes: readonly EndedNode[],
  { end }: ScanTimes,
): NodeStorage {
  const isAll = end.state === 'complete' && counts.hidden === 0
  const all = nodes.map(({ node: { planned }, storage, space }) => ({ planned, storage, space }))
  return storageWithRest(all, isAll ? devices : undefined)
}

/** Files that were scanned, by what domains call them. */
function locatorOf({ host }: Gathered): LocateFile {
  return (name, xml) => {
    const found = findDomainFile(name, xml, host.scanned)
    return found.kind === 'member' ? found.member.address : undefined
  }
}
