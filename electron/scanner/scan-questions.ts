import type { DeletionChoice, PlainFile } from '../../shared/analysis/accounting/deletion/choice.ts'
import { freedIfDeleted } from '../../shared/analysis/accounting/deletion/freed.ts'
import { forestOf } from '../../shared/analysis/accounting/forest/create-forest.ts'
import {
  type MoveTogether,
  moveTogether,
} from '../../shared/analysis/accounting/travel/move-together.ts'
import type { Travel } from '../../shared/analysis/accounting/travel/travel.ts'
import { isWithin, pathAndAbove } from '../../shared/files/paths.ts'
import type { TreePath } from '../../shared/files/tree.ts'
import type { FreedReport } from '../../shared/ipc/answers.ts'
import { isLive } from '../../shared/nova/names.ts'
import type { ScannedEntry } from '../../shared/scan/model.ts'
import { Refusal } from '../failure.ts'
import type { FinishedScan } from './scan-run.ts'

/** Broken files that the window is sent; the rest is counted. */
const LISTED = 200

/** What the deletion of a choice would free and break. */
export function freedOf(finished: FinishedScan, choice: DeletionChoice): FreedReport {
  const entries = entriesAt(finished, choice.files)
  const instances = new Set(choice.instances)
  const plainFile: PlainFile = (path) => {
    const entry = entries.get(path)
    if (entry === undefined || entry.type === 'directory') return undefined
    // Only of a folder that goes too it matters what is in it.
    const folder = pathAndAbove(path).find((above) => instances.has(above))
    return { allocated: entry.allocated, ...(folder !== undefined && { folder }) }
  }
  const freed = freedIfDeleted(forestOf(finished.space), choice, plainFile)
  const broken = new Set(freed.breaks.flatMap(({ instance }) => instance ?? []))
  const plain = [...entries.values()].filter(isPlainFile).length
  const move = moveOf(finished, choice)
  return {
    ...freed,
    breaks: freed.breaks.slice(0, LISTED),
    breakCount: freed.breaks.length,
    brokenInstances: broken.size,
    ...(plain > 0 && { plain }),
    ...(move.instances > 0 && { move }),
  }
}

/** What stands on it was not looked for: a configuration, a log, a domain's XML. */
function isPlainFile({ type, image }: ScannedEntry): boolean {
  return type === 'file' && image === undefined
}

/** What the instances of the choice need together; what is left over of one moves nowhere. */
function moveOf(
  { view, travelOf, space }: FinishedScan,
  { instances }: DeletionChoice,
): MoveTogether {
  const chosen = new Set(instances)
  const rows = view.instances.filter((row) => chosen.has(row.id) && isLive(row))
  return moveTogether(
    rows.map((row) => ({ row, travel: travelOf(row) })),
    forestOf(space),
  )
}

/** What must travel together with an instance. Throws a `Refusal` for one that is not there. */
export function travelWith(finished: FinishedScan, id: TreePath): Travel {
  const row = finished.view.instances.find((one) => one.id === id)
  const travel = row === undefined ? undefined : finished.travelOf(row)
  if (travel === undefined) throw new Refusal('not-found', 'no such instance in the scan', id)
  return travel
}

/** All in one go: there may be tens of thousands of paths, of as many entries. The first of a path counts. */
function entriesAt(
  { scan }: FinishedScan,
  paths: readonly TreePath[],
): ReadonlyMap<TreePath, ScannedEntry> {
  const wanted = new Set(paths)
  const found = new Map<TreePath, ScannedEntry>()
  if (wanted.size === 0) return found
  for (const { unit, entries } of scan.units) {
    for (const entry of entries) {
      const { path } = entry
      if (wanted.has(path) && !found.has(path) && isWithin(path, unit.path)) found.set(path, entry)
    }
  }
  return found
}
