import { describe, expect, test } from 'vitest'
import { ImageTasks } from '../../../electron/scanner/image-tasks.ts'
import type { InspectRequest } from '../../../electron/scanner/jobs.ts'
import { SCANNER_OPTIONS } from '../../../electron/scanner/options.ts'
import { ThreadPool } from '../../../electron/scanner/pool.ts'
import type { ImageWork, MapSummary, TaskEvent } from '../../../shared/ipc/tasks.ts'
import { ExtentTableBuilder } from '../../../shared/map/table-builder.ts'
import { type Behaviour, fakeThreads } from '../../helpers/scan/fake-threads.ts'

const QUICK = { ...SCANNER_OPTIONS, silence: 80, cancelGrace: 20, partGrace: 20 }
/** For workers that hear a cancel, on however busy a machine. */
const PATIENT = { ...QUICK, silence: 60_000, cancelGrace: 60_000, partGrace: 60_000 }

const request: InspectRequest = {
  placeId: 'p',
  askedPath: '',
  path: 'disk',
  folder: '/node',
  grantedFolders: [],
  grantedFiles: [],
  located: new Map(),
}

const summary: MapSummary = {
  size: 1024,
  layers: [],
  gaps: [],
  totals: [],
  extents: 1,
  end: 1024,
  coarse: false,
  zerosFound: false,
  zerosUnread: 0,
  lost: 0,
  faults: [],
  faultCount: 0,
  changed: false,
}

function table() {
  const builder = new ExtentTableBuilder()
  builder.add({ start: 0, length: 1024, kind: 'data', depth: 0, offset: 0 })
  return builder.finish()
}

function tasksOver(behave: Behaviour, options = QUICK) {
  const threads = fakeThreads(behave)
  const events: TaskEvent[] = []
  const ends = new Map<string, () => void>()
  const tasks = new ImageTasks({
    pool: new ThreadPool(threads.start, options),
    send: (event) => events.push(event),
    ended: (taskId) => ends.get(taskId)?.(),
  })
  const run = (taskId: string, work: ImageWork = 'check') =>
    new Promise<void>((resolve) => {
      ends.set(taskId, resolve)
      tasks.start({ taskId, work, request })
    })
  return { tasks, threads, events, run }
}

describe('work on an image', () => {
  test('sends its progress, then what it came to', async () => {
    const { events, run } = tasksOver((_, worker) => {
      worker.tell({ kind: 'progress', done: 1, total: 2 })
      worker.tell({ kind: 'worked', result: { kind: 'unsupported', format: 'raw' } })
    })
    await run('t')
    expect(events).toEqual([
      { kind: 'task-progress', taskId: 't', done: 1, total: 2 },
      { kind: 'task-done', taskId: 't', result: { kind: 'unsupported', format: 'raw' } },
    ])
  })

  test('that is cancelled ends at once, though its worker hangs in a read', async () => {
    const { tasks, threads, events, run } = tasksOver(() => undefined, {
      ...QUICK,
      silence: 600_000,
    })
    const ended = run('t')
    tasks.cancel('t')
    await ended
    expect(events).toMatchObject([{ kind: 'task-failed', failure: { code: 'cancelled' } }])
    expect(threads.abandoned()).toBe(1)
  })

  test('goes on where all of the process was stopped for longer than a worker may be silent', async () => {
    const { threads, events, run } = tasksOver((_, worker) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * QUICK.silence)
      worker.tell({ kind: 'worked', result: { kind: 'unsupported', format: 'raw' } })
    })
    await run('t')
    expect(events).toMatchObject([{ kind: 'task-done' }])
    expect(threads.abandoned()).toBe(0)
  })

  test('whose worker hears the cancel keeps the worker', async () => {
    const { tasks, threads, events, run } = tasksOver(async (_, worker) => {
      while (!worker.pulse.isStopped) await new Promise((resolve) => setTimeout(resolve, 1))
      worker.tell({ kind: 'cancelled' })
    }, PATIENT)
    const ended = run('t')
    tasks.cancel('t')
    await ended
    expect(events).toMatchObject([{ kind: 'task-failed', failure: { code: 'cancelled' } }])
    expect(threads.abandoned()).toBe(0)
  })

  test.each([
    ['not-responding', () => undefined],
    ['scanner-stopped', (_, worker) => worker.die()],
  ] as const satisfies readonly (readonly [string, Behaviour])[])(
    'fails as %s when its worker is lost',
    async (code, behave) => {
      const { events, run } = tasksOver(behave)
      await run('t')
      expect(events).toMatchObject([{ kind: 'task-failed', failure: { code } }])
    },
  )
})

describe('maps', () => {
  const mapping: Behaviour = (_, worker) =>
    worker.tell({ kind: 'mapped', map: { summary, table: table() } })

  test('stay here: the window is told their summary, and asks for parts', async () => {
    const { tasks, events, run } = tasksOver(mapping)
    await run('m', 'map')
    expect(events).toEqual([
      { kind: 'task-done', taskId: 'm', result: { kind: 'map', mapId: 'm', summary } },
    ])
    const window = tasks.window('m', { start: 0, cellBytes: 512, cells: 2 })
    expect([...window.share]).toEqual([1, 1])
    expect(tasks.extents('m', 0, 10)).toHaveLength(1)
  })

  test('are forgotten, the oldest first', async () => {
    const { tasks, run } = tasksOver(mapping)
    for (const id of ['a', 'b', 'c']) await run(id, 'map')
    expect(() => tasks.extents('a', 0, 1)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'scan-lost' }) }),
    )
    expect(tasks.extents('c', 0, 1)).toHaveLength(1)
  })

  test('are kept while they are looked at, however often zeros are looked for beside them', async () => {
    const { tasks, run } = tasksOver(mapping)
    await run('m', 'map')
    for (const id of ['z1', 'z2', 'z3']) {
      await run(id, 'zeros')
      expect(tasks.extents('m', 0, 1)).toHaveLength(1)
    }
  })
})
