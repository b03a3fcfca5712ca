import type { TreePath } from '../files/tree.ts'
import type { Finding } from '../findings/types.ts'
import { forestOf } from './accounting/forest/create-forest.ts'
import type { Accounted } from './accounting/node-accounting.ts'
import type { EndedNode } from './accounting-facts.ts'
import type { AnalysedUnit } from './analysed-unit.ts'
import type { LocateFile } from './disks/found-disks.ts'
import { joinWhole, type WholeResult } from './findings/join-whole.ts'
import { runningTwice } from './findings/running-twice.ts'
import { withShared } from './findings/shared-disks.ts'
import { unnamedDisks } from './findings/unnamed-disks.ts'
import type { Gathered } from './gathered.ts'
import type { ScanTimes } from './opened-view.ts'
import type { InstanceRow } from './rows/rows.ts'

/** A scan that has ended, and was counted. */
export interface CountedScan {
  readonly gathered: Gathered
  readonly units: readonly AnalysedUnit[]
  readonly nodes: readonly EndedNode[]
  readonly counted: Accounted
  readonly times: ScanTimes
  readonly locate: LocateFile
}

/** Its rows with what only the whole shows of them, and all of that. */
export function wholeOf(scan: CountedScan): WholeResult {
  const { gathered, nodes } = scan
  const ofNodes = joinWhole(
    nodes.map((node, at) => wholeOfNode(scan, node, at)),
    inodesOf(nodes),
  )
  const hosts = gathered.nodes.all.map((node) => node.hosts.map(({ names }) => names))
  const twice = runningTwice(hosts, ofNodes.rows)
  const rows = withShared(ofNodes.rows, twice)
  const unnamed = unnamedIn(scan, rows)
  return {
    ...ofNodes,
    rows: withShared(rows, unnamed),
    found: [...ofNodes.found, ...twice, ...unnamed],
  }
}

function wholeOfNode(
  { gathered, counted, times: { end, finishedAtMs }, locate }: CountedScan,
  { node, own, space, doubt }: EndedNode,
  at: number,
): WholeResult {
  const all = gathered.nodes
  const accounting = counted.ofNodes[at]?.accounting
  return node.whole.finish({
    rows: all.of(node, counted.rows, ({ id }) => id),
    bases: all.of(node, counted.bases, ({ id }) => id),
    results: own,
    factsOf: (instance) => node.names.find(instance),
    locate,
    overlaysOn: gathered.overlays.on,
    doubt,
    space,
    growth: accounting?.growth,
    nova: accounting?.nova,
    complete: end.state === 'complete',
    nowMs: finishedAtMs,
  })
}

function unnamedIn(
  { gathered: { nodes, overlays, ledger }, units, counted, times }: CountedScan,
  rows: readonly InstanceRow[],
): readonly Finding[] {
  return unnamedDisks(units, rows, {
    namesAt: (folder) => nodes.at(folder).names,
    forest: forestOf(counted.space),
    isStoodOn: (path) => overlays.on(path).length > 0 || ledger.holderOf(path) !== undefined,
    nowMs: times.finishedAtMs,
  })
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
