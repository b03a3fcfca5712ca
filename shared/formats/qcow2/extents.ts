import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { extentOf, NOWHERE } from '../disk/run-builder.ts'
import type { FaultSink, LayerExtent } from '../disk/types.ts'
import { DescriptorReader, type Sized } from './descriptor.ts'
import { ENTRY_BYTES } from './entry-words.ts'
import { extendedRuns } from './extended-runs.ts'
import type { TableLayout } from './geometry.ts'
import { l2Place } from './l1.ts'
import { standardRuns } from './runs.ts'
import type { Qcow2Tables, Table } from './tables.ts'

/** A walk over more L2 tables than this has a table of its own instead of filling the cache. */
const CACHED_TABLES = 2

/** One walk over a stretch of the guest's disk through L1 and L2. */
interface Walk {
  readonly tables: Qcow2Tables
  readonly layout: TableLayout
  readonly reader: DescriptorReader
  readonly faults: FaultSink | undefined
  /**
   * Offset of each L2 table met, with its L1 index: a table that is named twice would let a small
   * file ask for a walk without end. Undefined for a walk that meets two of them at the most.
   */
  readonly seen: Map<number, number> | undefined
  /** Whether it is so long that its tables would only fill the cache. */
  readonly isLong: boolean
  /** What a long one holds its tables in, from the first of them on. */
  scratch: Table | undefined
}

/**
 * What the tables say of the guest's stretch `start` to `start + length`. `data` is the file
 * that holds uncompressed clusters. Faults that do not stop the walk go to `faults`.
 */
export function tableExtents(
  tables: Qcow2Tables,
  start: number,
  length: number,
  data: Sized,
  faults?: FaultSink,
): Iterable<LayerExtent> {
  const walk = newWalk(tables, length, data, faults)
  const end = start + length
  return isShort(walk, start, end) ? shortRuns(walk, start, end) : longRuns(walk, start, end)
}

/** Whether a stretch is of one L2 table, and hardly of more than one of its entries. */
function isShort({ layout, tables }: Walk, start: number, end: number): boolean {
  const { clusterSize, l2Coverage } = layout
  const index = Math.floor(start / l2Coverage)
  if (end - start > clusterSize || index >= tables.geometry.l1Entries) return false
  return end > start && end <= (index + 1) * l2Coverage
}

/** The runs of a short stretch at once: an overlay of a hundred thousand gaps asks for as many of them. */
function shortRuns(walk: Walk, start: number, end: number): readonly LayerExtent[] {
  const runs: LayerExtent[] = []
  for (const run of l2Runs(walk, Math.floor(start / walk.layout.l2Coverage), start, end)) {
    const part = clipped(run, start, end)
    if (part !== undefined) runs.push(part)
  }
  return runs
}

function* longRuns(walk: Walk, start: number, end: number): Generator<LayerExtent> {
  try {
    for (const run of clusterRuns(walk, start, end)) {
      const part = clipped(run, start, end)
      if (part !== undefined) yield part
    }
  } finally {
    if (walk.scratch !== undefined) walk.tables.giveBack(walk.scratch)
  }
}

/** Subclusters of the first and the last cluster can lie outside altogether. */
function clipped(run: LayerExtent, start: number, end: number): LayerExtent | undefined {
  if (run.start >= start && run.start + run.length <= end) return run
  const from = Math.max(run.start, start)
  const to = Math.min(run.start + run.length, end)
  if (to <= from) return undefined
  const offset = run.offset === undefined ? NOWHERE : run.offset + (from - run.start)
  return extentOf(from, to - from, run.kind, offset)
}

function newWalk(
  tables: Qcow2Tables,
  length: number,
  data: Sized,
  faults: FaultSink | undefined,
): Walk {
  const { layout } = tables
  noteCutL1(tables, faults)
  const files = { own: tables.source, data }
  return {
    tables,
    layout,
    reader: new DescriptorReader(tables.geometry, files, faults),
    faults,
    seen: length > layout.clusterSize ? new Map() : undefined,
    isLong: length > CACHED_TABLES * layout.l2Coverage,
    scratch: undefined,
  }
}

function noteCutL1({ geometry, source }: Qcow2Tables, faults: FaultSink | undefined): void {
  const { l1Offset, l1Entries } = geometry
  const end = l1Offset + l1Entries * ENTRY_BYTES
  if (end <= source.size) return
  const expected = says('a table that ends by {{at}}', { at: source.size })
  faults?.note('truncated', () =>
    faultOf('truncated', 'L1 table', l1Offset, expected, says('its end at {{at}}', { at: end })),
  )
}

/** Whole clusters that cover `start` to `end`. */
function* clusterRuns(walk: Walk, start: number, end: number): Generator<LayerExtent> {
  const { l2Coverage } = walk.layout
  const { l1Entries } = walk.tables.geometry
  const lastIndex = Math.min(Math.ceil(end / l2Coverage), l1Entries)
  let index = Math.floor(start / l2Coverage)
  let guest = index * l2Coverage
  while (index < lastIndex) {
    const used = walk.tables.nextUsedL1(index, lastIndex)
    if (used > index) {
      yield extentOf(guest, (used - index) * l2Coverage, 'unallocated', NOWHERE)
      index = used
      guest = index * l2Coverage
      continue
    }
    yield* l2Runs(walk, index, Math.max(start, guest), Math.min(end, guest + l2Coverage))
    index += 1
    guest += l2Coverage
  }
  // An L1 table that is too short for the virtual size maps nothing there.
  if (guest < end) yield extentOf(guest, end - guest, 'unallocated', NOWHERE)
}

function l2Runs(walk: Walk, index: number, start: number, end: number): Iterable<LayerExtent> {
  const { clusterSize, l2Coverage } = walk.layout
  const base = index * l2Coverage
  const place = l2Place(walk.tables, index, walk.faults)
  if (place.kind !== 'table' || isRepeated(walk, index, place.offset)) {
    const kind = place.kind === 'none' ? 'unallocated' : 'invalid'
    return [extentOf(base, l2Coverage, kind, NOWHERE)]
  }
  const tableOffset = place.offset
  const table = tableAt(walk, tableOffset)
  const first = Math.floor((start - base) / clusterSize)
  const last = Math.ceil((end - base) / clusterSize)
  const guest = base + first * clusterSize
  const span = { table, tableOffset, first, end: last, guest, clusterSize, start, stop: end }
  const { extendedL2, dataFile } = walk.tables.geometry
  return extendedL2 ? extendedRuns(span, walk.reader) : standardRuns(span, walk.reader, !dataFile)
}

function tableAt(walk: Walk, offset: number): Table {
  if (!walk.isLong) return walk.tables.l2(offset)
  walk.scratch ??= walk.tables.borrowL2()
  return walk.tables.l2Into(walk.scratch, offset)
}

/** Notes a table that another entry of this walk named before; it is not walked again. */
function isRepeated(walk: Walk, index: number, offset: number): boolean {
  const earlier = walk.seen?.get(offset)
  if (earlier === undefined) {
    walk.seen?.set(offset, index)
    return false
  }
  const at = walk.tables.geometry.l1Offset + index * ENTRY_BYTES
  const found = says('the table of entry {{n}} at {{at}}', { n: earlier, at: offset })
  walk.faults?.note('invalid', () =>
    faultOf('invalid', 'L1 entry', at, says('an L2 table of its own'), found),
  )
  return true
}
