import type { TreePath } from '../files/tree.ts'
import { compareFindings } from '../findings/finding.ts'
import type { Finding } from '../findings/types.ts'
import { order } from '../values/order.ts'
import { forestOf } from './accounting/forest/create-forest.ts'
import type { SpaceInput } from './accounting/forest/forest.ts'
import { type Accounted, accountFor } from './accounting/node-accounting.ts'
import { repeatedDisks } from './accounting/repeated-disks.ts'
import { accountingFacts, type EndedNode } from './accounting-facts.ts'
import type { AnalysedUnit } from './analysed-unit.ts'
import { findDomainFile } from './chain/find-member.ts'
import type { LocateFile } from './disks/found-disks.ts'
import { youngLeftovers } from './disks/leftovers.ts'
import { endedNodes } from './ended-nodes.ts'
import { createArriving, withStanding } from './findings/arriving-disk.ts'
import { createHeaderFix, withTold } from './findings/header-fix-findings.ts'
import { joinWhole, type WholeResult } from './findings/join-whole.ts'
import { createMissingElsewhere } from './findings/missing-elsewhere.ts'
import { createMissingMade } from './findings/missing-made.ts'
import { runningTwice } from './findings/running-twice.ts'
import { withShared } from './findings/shared-disks.ts'
import { specialOnce } from './findings/special-once.ts'
import { unnamedDisks } from './findings/unnamed-disks.ts'
import { createUnreadBase } from './findings/unread-base.ts'
import type { Gathered } from './gathered.ts'
import { countDomainsAlone } from './hosts/domains-alone.ts'
import type { NodeStorage } from './hosts/storage.ts'
import { storageWithRest } from './hosts/unscanned.ts'
import type { NodeView } from './model.ts'
import { nodesInside } from './opened/nodes-inside.ts'
import { type ScanTimes, whatWasOpened } from './opened-view.ts'
import { baseLinks } from './rows/base-links.ts'
import { otherEntries } from './rows/other-entries.ts'
import { tablesOf } from './scanned-tables.ts'
import { totalsOf } from './sizes/totals.ts'

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
  const rows = units
    .flatMap(({ row }) => (row === undefined ? [] : [row]))
    .sort((a, b) => order(a.id, b.id))
  const locate = locatorOf(gathered)
  const nodes = endedNodes(gathered, results, rows, times, locate)
  const tables = tablesOf(gathered, units, nodes, times.finishedAtMs)
  const repeated = repeatedDisks(rows, gathered.ledger.links())
  const totals = totalsOf(rows, tables, gathered.tally, gathered.counts, repeated)
  const { overlays, host } = gathered
  const { lookup, linksAt } = host
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]))
  const links = baseLinks(units, {
    overlays,
    lookup,
    linksAt,
    kinds,
    glanceIdOf: tables.glanceIdOf,
  })
  const ended = { rows, tables, baseLinks: links, totals, nodes, repeated }
  const counted = accountFor(accountingFacts(gathered, ended, times.end, times.finishedAtMs))
  const ofNodes = wholeOf(gathered, nodes, counted, times, locate)
  const unnamed = unnamedDisks(units, ofNodes.rows, {
    namesAt: (folder) => gathered.nodes.at(folder).names,
    forest: forestOf(counted.space),
    isStoodOn: (path) => {
      return overlays.on(path).length > 0 || gathered.ledger.holderOf(path) !== undefined
    },
    nowMs: times.finishedAtMs,
  })
  const whole = { ...ofNodes, rows: withShared(ofNodes.rows, unnamed) }
  const alone = countDomainsAlone(nodes)
  const inside = nodesInside(gathered.plan.layout, results)
  const ofUnits = units.flatMap(({ findings }) => findings.findings)
  const young = youngLeftovers(results, times.startedAtMs, ({ instance, path }) => {
    return instance && gathered.nodes.at(path).names.find(instance)
  })
  const withFix = createHeaderFix(whole.rows)
  const withPlace = createMissingElsewhere(whole.bases, whole.rows)
  const withMade = createMissingMade(whole.rows, counted.images)
  const withDisks = createUnreadBase(whole.bases, whole.rows)
  const told = (finding: Finding) => withDisks(withMade(withPlace(withFix(finding))))
  const stands = createArriving(whole.rows, times.finishedAtMs)
  const found = specialOnce([...ofUnits, ...tables.found, ...whole.found, ...unnamed])
  const view: NodeView = {
    ...whatWasOpened(gathered, nodes, counted, times),
    ...(inside.length > 0 && { nodesInside: inside }),
    ...(alone.domainsAlone > 0 && alone),
    storage: storageOfAll(gathered, nodes, times),
    totals,
    instances: withTold(withStanding(whole.rows, stands), told),
    bases: withTold(whole.bases, told),
    images: counted.images,
    others: otherEntries(results, rows),
    accounting: counted.accounting,
    ...(gathered.gone && { gone: gathered.gone }),
    ...(young.length > 0 && { young }),
    ...(gathered.newestMs > 0 && { newestMs: gathered.newestMs }),
    ...(gathered.newestBeside.length > 0 && { newestBeside: gathered.newestBeside }),
    findings: found.filter(stands).map(told).sort(compareFindings),
  }
  return { view, space: counted.space }
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

function wholeOf(
  gathered: Gathered,
  nodes: readonly EndedNode[],
  counted: Accounted,
  { end, finishedAtMs }: ScanTimes,
  locate: LocateFile,
): WholeResult {
  const all = gathered.nodes
  const whole = joinWhole(
    nodes.map(({ node, own, space, doubt }, at) =>
      node.whole.finish({
        rows: all.of(node, counted.rows, ({ id }) => id),
        bases: all.of(node, counted.bases, ({ id }) => id),
        results: own,
        factsOf: (instance) => node.names.find(instance),
        locate,
        overlaysOn: gathered.overlays.on,
        doubt,
        space,
        growth: counted.ofNodes[at]?.accounting.growth,
        nova: counted.ofNodes[at]?.accounting.nova,
        complete: end.state === 'complete',
        nowMs: finishedAtMs,
      }),
    ),
    inodesOf(nodes),
  )
  const hosts = all.all.map((node) => node.hosts.map(({ names }) => names))
  const twice = runningTwice(hosts, whole.rows)
  return { ...whole, rows: withShared(whole.rows, twice), found: [...whole.found, ...twice] }
}

/** A folder's device and inode, by which it is known where it is mounted at several places. */
function inodesOf(nodes: readonly EndedNode[]): (folder: TreePath) => string | undefined {
  const known = new Map<TreePath, string>()
  for (const { own } of nodes.length > 1 ? nodes : []) {
    for (const { unit, dev, ino } of own) {
      if (dev !== undefined && ino !== undefined) known.set(unit.path, `${dev}:${ino}`)
    }
  }
  return (folder) => known.get(folder)
}
