import { order } from '../values/order.ts'
import { repeatedDisks } from './accounting/repeated-disks.ts'
import type { EndedScan } from './accounting-facts.ts'
import type { AnalysedUnit } from './analysed-unit.ts'
import type { LocateFile } from './disks/found-disks.ts'
import { endedNodes } from './ended-nodes.ts'
import type { Gathered } from './gathered.ts'
import type { ScanTimes } from './opened-view.ts'
import { baseLinks } from './rows/base-links.ts'
import type { NodeTables } from './rows/node-tables.ts'
import type { BaseRow, InstanceRow } from './rows/rows.ts'
import { tablesOf } from './scanned-tables.ts'
import { totalsOf } from './sizes/totals.ts'

/** Makes rows, tables and totals of all units of a scan that has ended. */
export function endedScan(
  gathered: Gathered,
  units: readonly AnalysedUnit[],
  times: ScanTimes,
  locate: LocateFile,
): EndedScan {
  const results = units.map(({ result }) => result)
  const rows = rowsOf(units)
  const nodes = endedNodes(gathered, results, rows, times, locate)
  const tables = tablesOf(gathered, units, nodes, times.finishedAtMs)
  const repeated = repeatedDisks(rows, gathered.ledger.links())
  return {
    rows,
    tables,
    baseLinks: linksOf(gathered, units, rows, tables),
    totals: totalsOf(rows, tables, gathered.tally, gathered.counts, repeated),
    nodes,
    repeated,
  }
}

function rowsOf(units: readonly AnalysedUnit[]): readonly InstanceRow[] {
  return units
    .flatMap(({ row }) => (row === undefined ? [] : [row]))
    .sort((a, b) => order(a.id, b.id))
}

function linksOf(
  { overlays, host: { lookup, linksAt } }: Gathered,
  units: readonly AnalysedUnit[],
  rows: readonly InstanceRow[],
  { glanceIdOf }: NodeTables,
): readonly BaseRow[] {
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]))
  return baseLinks(units, { overlays, lookup, linksAt, kinds, glanceIdOf })
}
