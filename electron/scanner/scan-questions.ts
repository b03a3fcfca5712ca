import type { DeletionChoice, PlainFile } from '../../shared/analysis/accounting/deletion/choice.ts'
import { freedIfDeleted } from '../../shared/analysis/accounting/deletion/freed.ts'
import { forestOf } from '../../shared/analysis/accounting/forest/create-forest.ts'
import {
  type MoveTogether,
  moveTogether,
} from '../../shared/analysis/accounting/travel/move-together.ts'
import type { Travel } from '../../shared/analysis/accounting/travel/travel.ts'
import { isWithin } from '../../shared/files/paths.ts'
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
  const plainFile: PlainFile = (path) => {
    const entry = entryAt(finished, path)
    if (entry === undefined || entry.type === 'directory') return undefined
    const folder = finished.view.instances.find(({ id }) => isWithin(path, id))?.id
    return { allocated: entry.allocated, ...(folder !== undefined && { folder }) }
  }
  const freed = freedIfDeleted(forestOf(finished.space), choice, plainFile)
  const instances = new Set(freed.breaks.flatMap(({ instance }) => instance ?? []))
  const move = moveOf(finished, choice)
  return {
    ...freed,
    isAtLeast: freed.isAtLeast || hasUnseen(finished, choice),
    breaks: freed.breaks.slice(0, LISTED),
    breakCount: freed.breaks.length,
    brokenInstances: instances.size,
    ...(move.instances > 0 && { move }),
  }
}

/** What the instances of the choice need together; what is left over of one moves nowhere. */
function moveOf({ view, travelOf }: FinishedScan, { instances }: DeletionChoice): MoveTogether {
  const chosen = new Set(instances)
  const rows = view.instances.filter((row) => chosen.has(row.id) && isLive(row))
  return moveTogether(rows.map((row) => ({ row, travel: travelOf(row) })))
}

/** Whether there may be more in a chosen folder than was seen: it goes with the folder. */
function hasUnseen({ view }: FinishedScan, { instances }: DeletionChoice): boolean {
  const chosen = new Set(instances)
  return view.instances.some(({ id, incomplete }) => incomplete !== undefined && chosen.has(id))
}

/** What must travel together with an instance. Throws a `Refusal` for one that is not there. */
export function travelWith(finished: FinishedScan, id: TreePath): Travel {
  const row = finished.view.instances.find((one) => one.id === id)
  const travel = row === undefined ? undefined : finished.travelOf(row)
  if (travel === undefined) throw new Refusal('not-found', 'no such instance in the scan', id)
  return travel
}

function entryAt({ scan }: FinishedScan, path: TreePath): ScannedEntry | undefined {
  for (const { unit, entries } of scan.units) {
    if (!isWithin(path, unit.path)) continue
    const entry = entries.find((one) => one.path === path)
    if (entry !== undefined) return entry
  }
  return undefined
}
