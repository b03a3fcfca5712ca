import type { Failure } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, TaskEvent } from '../../shared/ipc/tasks.ts'
import { type ExtentTable, extentPage, type NumberedExtent } from '../../shared/map/extent-table.ts'
import { type MapWindow, mapWindow, type WindowRequest } from '../../shared/map/window.ts'
import { Refusal } from '../failure.ts'
import type { StartTask } from './calls.ts'
import type { JobEnd } from './jobs.ts'
import type { ThreadPool } from './pool.ts'

/** Maps that are kept: the one that is looked at, and the one that replaces it. */
const KEPT_MAPS = 2

export interface ImageTasksContext {
  readonly pool: ThreadPool
  readonly send: (event: TaskEvent) => void
  readonly ended: (taskId: string) => void
}

/** Runs long work on images, and keeps the maps that it makes: zooming does not walk again. */
export class ImageTasks {
  readonly #context: ImageTasksContext
  readonly #running = new Map<string, AbortController>()
  readonly #maps = new Map<string, ExtentTable>()

  constructor(context: ImageTasksContext) {
    this.#context = context
  }

  start(task: StartTask): void {
    const cancel = new AbortController()
    this.#running.set(task.taskId, cancel)
    void this.#run(task, cancel.signal)
  }

  /** Is felt at once, also where a read hangs: the worker is left behind. */
  cancel(taskId: string): void {
    this.#running.get(taskId)?.abort()
  }

  window(mapId: string, request: WindowRequest): MapWindow {
    return mapWindow(this.#map(mapId), request)
  }

  extents(mapId: string, first: number, count: number): readonly NumberedExtent[] {
    return extentPage(this.#map(mapId), first, count)
  }

  async #run({ taskId, work, request }: StartTask, signal: AbortSignal): Promise<void> {
    const { pool, send, ended } = this.#context
    const onProgress = (done: number, total: number) =>
      send({ kind: 'task-progress', taskId, done, total })
    const keepsPart = work === 'zeros'
    const end = await pool.run({ kind: 'work', work, request }, { signal, onProgress, keepsPart })
    this.#running.delete(taskId)
    send(this.#eventOf(taskId, end))
    ended(taskId)
  }

  #eventOf(taskId: string, end: JobEnd): TaskEvent {
    const done = (result: ImageTaskResult) => ({ kind: 'task-done', taskId, result }) as const
    if (end.kind === 'worked') return done(end.result)
    if (end.kind !== 'mapped') return { kind: 'task-failed', taskId, failure: whyNot(end) }
    this.#keep(taskId, end.map.table)
    return done({ kind: 'map', mapId: taskId, summary: end.map.summary })
  }

  #keep(mapId: string, table: ExtentTable): void {
    this.#maps.set(mapId, table)
    for (const oldest of this.#maps.keys()) {
      if (this.#maps.size <= KEPT_MAPS) return
      this.#maps.delete(oldest)
    }
  }

  #map(mapId: string): ExtentTable {
    const table = this.#maps.get(mapId)
    if (table === undefined) throw new Refusal('scan-lost', `no map is kept by the id ${mapId}`)
    // The one that is looked at is the last to be given up.
    this.#maps.delete(mapId)
    this.#maps.set(mapId, table)
    return table
  }
}

function whyNot(end: JobEnd): Failure {
  switch (end.kind) {
    case 'failed':
      return end.failure
    case 'cancelled':
    case 'stopped':
      return { code: 'cancelled', message: 'stopped by the user' }
    case 'silent':
      return { code: 'not-responding', message: 'the file does not answer' }
    default:
      return { code: 'scanner-stopped', message: `the worker has ended: ${end.kind}` }
  }
}
