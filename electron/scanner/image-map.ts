import { formatOf } from '../../shared/analysis/chain/recorded-format.ts'
import { ChainFaults } from '../../shared/formats/disk/chain-faults.ts'
import type { CutWatch } from '../../shared/formats/disk/cut-watch.ts'
import { isMissing } from '../../shared/formats/disk/disk.ts'
import { merged } from '../../shared/formats/disk/merge.ts'
import type { MapGap, MapLayer, MapSummary } from '../../shared/ipc/tasks.ts'
import type { ExtentTable } from '../../shared/map/extent-table.ts'
import { partsOf } from '../../shared/map/map-parts.ts'
import { ExtentTableBuilder } from '../../shared/map/table-builder.ts'
import { bytesOf, dataOf, type MapTotal, mapTotals } from '../../shared/map/totals.ts'
import { dataAllocated } from '../files/data-allocated.ts'
import { openDiskIn } from '../files/open-disk.ts'
import type { DiskFile, OpenedDisk } from '../files/opened-disk.ts'
import { watchForCuts } from '../files/watch-for-cuts.ts'
import type { ImagePlace } from './image-place.ts'
import type { DiskMap } from './jobs.ts'
import { Steppable } from './steppable.ts'
import type { WorkSteps } from './work-steps.ts'
import { ZeroSearch } from './zero-search.ts'

/** Pieces between two looks at the clock. */
const STEP = 64

/**
 * Maps the guest's disk of an image through its whole chain, with `zeros` also the runs of zeros in
 * its raw layers. Undefined when it was given up. Throws `FormatError` and `TreeError`.
 */
export function mapDisk(
  { named, path, grants }: ImagePlace,
  zeros: boolean,
  steps: WorkSteps,
): DiskMap | undefined {
  const opened = openDiskIn({ named, path }, grants)
  try {
    const before = opened.revision()
    const cuts = watchForCuts(opened)
    const faults = new ChainFaults(opened.files, cuts)
    const search = zeros ? new ZeroSearch(opened, steps) : undefined
    const table = tableOf(search?.pieces(faults) ?? walk(opened, faults, steps), cuts)
    if (table === undefined) return undefined
    const totals = mapTotals(table)
    const summary = {
      size: opened.disk.size,
      layers: layersOf(opened, totals),
      gaps: [...gapsOf(opened), ...cutTables(opened, faults)],
      totals,
      extents: table.count,
      end: table.end,
      coarse: table.coarse,
      zerosFound: zeros,
      zerosUnread: search?.unread ?? 0,
      faults: faults.kept,
      faultCount: faults.count,
      ...(faults.areEnds && { faultsAreEnds: true as const }),
      ...oddOf(opened, cuts),
      lost: bytesOf('lost', totals),
      changed: opened.revision() !== before,
    }
    return { summary, table }
  } finally {
    opened.close()
  }
}

function walk({ disk }: OpenedDisk, faults: ChainFaults, steps: WorkSteps): Steppable {
  return new Steppable(disk.pieces(0, disk.size, faults), (count, { start }) => {
    return count % STEP !== 0 || steps.goOn(start, disk.size)
  })
}

/** Undefined when the walk was stopped. */
function tableOf(pieces: Steppable, cuts: CutWatch): ExtentTable | undefined {
  const builder = new ExtentTableBuilder()
  for (const extent of merged(pieces)) {
    const lost = cuts.lostOf(extent)
    if (!partsOf(extent, lost).every((part) => builder.add(part))) break
  }
  return pieces.stopped ? undefined : builder.finish()
}

function oddOf(
  { chain }: OpenedDisk,
  { odd: { first, hasMore } }: CutWatch,
): Pick<MapSummary, 'odd'> {
  const path = first && chain.layers[first.depth]?.displayPath
  if (first === undefined || path === undefined) return {}
  const { start, length } = first
  return { odd: { path, start, length, hasMore } }
}

function layersOf(
  { disk, chain, files, gaps }: OpenedDisk,
  totals: readonly MapTotal[],
): readonly MapLayer[] {
  return disk.layers.map((layer, depth) => {
    const member = chain.layers[depth]
    if (isMissing(layer) || member === undefined) {
      const path = member?.displayPath ?? missingName(gaps)
      return { path, missing: true, holesKnown: true, dataPaths: [], absentNames: [] }
    }
    const allocated = allocatedLess(files[depth], dataOf(totals, depth))
    return {
      path: member.displayPath,
      missing: false,
      format: formatOf(member),
      size: layer.size,
      holesKnown: !showsData(totals, depth) || layer.holesKnown,
      ...(allocated !== undefined && { allocated }),
      dataPaths: [...(files[depth]?.dataPaths ?? [])],
      absentNames: [...(files[depth]?.absentNames ?? [])],
    }
  })
}

/** What is allocated for a layer's data, where that is less than `data`. */
function allocatedLess(file: DiskFile | undefined, data: number): number | undefined {
  if (file === undefined || data === 0) return undefined
  const allocated = dataAllocated(file)
  return allocated !== undefined && allocated < data ? allocated : undefined
}

function showsData(totals: readonly MapTotal[], at: number): boolean {
  return totals.some(({ kind, depth }) => kind === 'data' && depth === at)
}

function gapsOf({ gaps }: OpenedDisk): readonly MapGap[] {
  return gaps.flatMap((gap): MapGap[] => {
    const { kind } = gap
    if (kind === 'backing') return []
    if (kind === 'extent' || kind === 'extent-elsewhere') return [gap]
    if (kind === 'data-file' && 'name' in gap.state) {
      return [{ kind, path: gap.path, name: gap.state.name }]
    }
    if (kind === 'identity' || kind === 'format') return [{ kind, path: gap.path, name: gap.below }]
    return [{ kind, path: gap.path }]
  })
}

function cutTables({ files }: OpenedDisk, { cutTables }: ChainFaults): readonly MapGap[] {
  return cutTables.map((depth) => ({ kind: 'tables', path: files[depth]?.path ?? '' }))
}

/** The name that the last layer records for what is not here. */
function missingName(gaps: OpenedDisk['gaps']): string {
  for (const gap of gaps) {
    if (gap.kind === 'backing' && 'name' in gap.state) return gap.state.name
  }
  return ''
}
