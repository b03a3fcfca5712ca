import { baseNameOf, isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Evidence, Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { instanceDirName, isLive } from '../../nova/names.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { isoSeconds } from '../../values/time.ts'
import type { Overlay, OverlayIndex } from '../chain/overlays.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { diskSubject } from './disk-subject.ts'

/** What an instance and its node say of the images above its disks. */
export interface AboveAround {
  readonly overlaysOn: OverlayIndex['on']
  /** Of a disk that is a base too (`base-is-disk`) it is told there. */
  readonly isBase: (path: TreePath) => boolean
  /** When ages are counted to. */
  readonly nowMs: number
}

interface Place {
  readonly row: InstanceRow
  readonly result: UnitResult | undefined
  readonly domain: DomainFacts | undefined
}

/**
 * Images that stand on an instance's disks: of its own folder they are newer states of the disk, or
 * were; whatever lies elsewhere breaks when the disk changes or goes.
 */
export function overlaysAbove(place: Place, around: AboveAround): readonly Finding[] {
  const { row } = place
  // Of ten thousand instances hardly one has any: nothing is made for the others.
  if (!hasAbove(row.disks, around.overlaysOn) && !hasAbove(row.layers, around.overlaysOn)) return []
  const cells = [...row.disks, ...(row.layers ?? [])]
  const known = new Set(cells.map(({ path }) => path))
  return cells.flatMap((cell) => {
    const above = allAbove(cell.path, around.overlaysOn)
    if (above.length === 0 || around.isBase(cell.path)) return []
    const others = above.filter(({ instance }) => instance !== row.id)
    const own = above.filter(({ instance, path }) => instance === row.id && !known.has(path))
    const told = isLive(row) && row.disks.includes(cell) && own.length > 0
    return [
      ...(told ? [ofFolder(place, cell, own, around)] : []),
      ...(others.length > 0 ? [ofOthers(row, cell, others)] : []),
    ]
  })
}

function hasAbove(cells: readonly DiskCell[] | undefined, on: OverlayIndex['on']): boolean {
  return cells?.some(({ path }) => on(path).length > 0) === true
}

/** At whatever distance, the last changed first and of one time the topmost; hostile names may go in circles. */
function allAbove(disk: TreePath, on: OverlayIndex['on']): readonly Overlay[] {
  const found = new Map<TreePath, Overlay>()
  let level = on(disk)
  while (level.length > 0) {
    const fresh = level.filter(({ path }) => path !== disk && !found.has(path))
    for (const one of fresh) found.set(one.path, one)
    level = fresh.flatMap(({ path }) => on(path))
  }
  return [...found.values()].reverse().sort((a, b) => b.changedMs - a.changedMs)
}

function ofFolder(
  { row, result, domain }: Place,
  cell: DiskCell,
  own: readonly Overlay[],
  { overlaysOn, nowMs }: AboveAround,
): Finding {
  const entries = (result?.entries ?? []).filter(({ path }) => own.some((o) => o.path === path))
  const allocated = own.reduce((sum, one) => sum + one.allocated, 0)
  const newest = own.find(({ path }) => overlaysOn(path).length === 0) ?? own[0]
  const evidence = {
    case: domain === undefined ? 'unnamed' : sinceDisk(cell, own, result?.entries ?? []),
    count: own.length,
    newest: newest === undefined ? '' : nameIn(row, newest),
    overlays: own.map((one) => `${nameIn(row, one)} ${isoSeconds(one.changedMs) ?? '-'}`),
    ...allocatedEvidence(allocated, entries),
    age: Math.max(0, Math.floor(nowMs - (own[0]?.changedMs ?? nowMs))),
    ...(domain !== undefined && { xml: domain.path }),
  }
  // What is written below an image makes that worthless, so that nothing is lost with it.
  return told(row, cell, evidence, evidence.case === 'older' ? 'warning' : 'high')
}

/** Whether the disk was written after the last of what stands on it. */
function sinceDisk(
  { path }: DiskCell,
  own: readonly Overlay[],
  entries: readonly ScannedEntry[],
): 'newer' | 'older' {
  const disk = entries.find((entry) => entry.path === path)
  return disk !== undefined && own.every(({ changedMs }) => changedMs < disk.mtimeMs)
    ? 'older'
    : 'newer'
}

function ofOthers(row: InstanceRow, cell: DiskCell, others: readonly Overlay[]): Finding {
  const instances = new Set(others.flatMap(({ instance }) => ownerOf(instance) ?? []))
  instances.delete(ownerOf(row.id) ?? '')
  const evidence = {
    case: instances.size > 0 ? 'another' : 'outside',
    count: others.length,
    overlays: others.map((one) => `${one.path} ${isoSeconds(one.changedMs) ?? '-'}`),
    ...(instances.size > 0 && { instances: [...instances] }),
  }
  return told(row, cell, evidence, 'high')
}

/** A resize's copy is of the same instance. */
function ownerOf(folder: TreePath | undefined): string | undefined {
  return folder === undefined ? undefined : instanceDirName(baseNameOf(folder))?.id
}

function told(
  row: InstanceRow,
  { path }: DiskCell,
  evidence: Evidence,
  severity: 'high' | 'warning',
) {
  return finding('overlays-above', diskSubject(row, path), evidence, severity)
}

function nameIn({ id }: InstanceRow, { path }: Overlay): string {
  return isWithin(path, id) ? path.slice(id.length + 1) : path
}
