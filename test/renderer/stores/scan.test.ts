import { describe, expect, test } from 'vitest'
import { createScanStore } from '../../../renderer/stores/scan.ts'
import type { RequestAnswer } from '../../../shared/ipc/channels.ts'
import { instance, nodePlace, nodeView, otherPlace, progress } from '../data.ts'
import { deferred, fail, fakeApi, manualFrames, ok } from '../fake-api.ts'

function setup() {
  let next = 0
  const api = fakeApi({
    'scan:start': () => {
      next += 1
      return ok({ scanId: `scan-${next}` })
    },
    'scan:instance': (_scanId, id) => ok({ id, entries: [] }),
  })
  const frames = manualFrames()
  const store = createScanStore(api, frames.schedule)
  return { api, frames, store, actions: store.getState().actions }
}

describe('a scan', () => {
  test('applies all events of a frame together', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    let changes = 0
    store.subscribe(() => {
      changes += 1
    })
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(1)] })
    api.emit({ kind: 'progress', scanId: 'scan-1', progress })
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(2)] })
    expect(changes).toBe(0)
    expect(frames.count).toBe(1)
    frames.pass()
    expect(changes).toBe(1)
    expect(store.getState()).toMatchObject({ status: 'running', progress })
    expect(store.getState().rows.map(({ name }) => name)).toEqual(['web-1', 'web-2'])
  })

  test('adds few rows to many only after a while: the table is sorted anew with each addition', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    const emit = (...numbers: readonly number[]) => {
      api.emit({ kind: 'instances', scanId: 'scan-1', rows: numbers.map((at) => instance(at)) })
      frames.pass()
      return store.getState().rows.length
    }
    expect(emit(...Array(16).keys())).toBe(16)
    expect(emit(16)).toBe(16)
    expect(emit(17)).toBe(18)
    expect(emit(18)).toBe(18)
    const later = { ...progress, elapsedMs: progress.elapsedMs + 1000 }
    api.emit({ kind: 'progress', scanId: 'scan-1', progress: later })
    frames.pass()
    expect(store.getState().rows).toHaveLength(19)
  })

  test('puts a view together from its parts', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    const part = (...items: readonly unknown[]) => ({ path: ['instances'], items })
    api.emit({ kind: 'part', scanId: 'scan-1', part: part(instance(1)) })
    frames.pass()
    api.emit({ kind: 'part', scanId: 'scan-1', part: part(instance(2)) })
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([]) })
    frames.pass()
    expect(store.getState().rows.map(({ name }) => name)).toEqual(['web-1', 'web-2'])
  })

  test('shows the rows of a view first, and all the rest a frame later', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1)]) })
    frames.step()
    expect(store.getState()).toMatchObject({ status: 'running', view: undefined })
    expect(store.getState().rows).toHaveLength(1)
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(2)] })
    frames.step()
    expect(store.getState().status).toBe('done')
    expect(store.getState().view?.instances).toBe(store.getState().rows)
    expect(store.getState().rows).toHaveLength(1)
  })

  test('ends with the view, whose rows replace those that came before', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    const view = nodeView([instance(1), instance(2)])
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(9)] })
    api.emit({ kind: 'done', scanId: 'scan-1', view })
    frames.pass()
    expect(store.getState()).toMatchObject({ status: 'done', view })
    expect(store.getState().rows).toBe(view.instances)
  })

  test('takes events that overtake the answer to its start', async () => {
    const answer = deferred<RequestAnswer<'scan:start'>>()
    const api = fakeApi({ 'scan:start': () => answer.promise })
    const frames = manualFrames()
    const store = createScanStore(api, frames.schedule)
    const started = store.getState().actions.start(nodePlace)
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(1)] })
    api.emit({ kind: 'instances', scanId: 'stale', rows: [instance(2)] })
    answer.resolve(ok({ scanId: 'scan-1' }))
    await started
    frames.pass()
    expect(store.getState().rows.map(({ name }) => name)).toEqual(['web-1'])
  })

  test('drops events of an older scan, and cancels it, when another place is opened', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(1)] })
    await actions.start(otherPlace)
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1)]) })
    frames.pass()
    expect(api.requests).toContainEqual(['scan:cancel', 'scan-1'])
    expect(store.getState()).toMatchObject({
      place: otherPlace,
      scanId: 'scan-2',
      rows: [],
      view: undefined,
    })
  })

  test('cancels a scan whose answer comes after another one was started', async () => {
    const first = deferred<RequestAnswer<'scan:start'>>()
    const api = fakeApi({
      'scan:start': (placeId) =>
        placeId === nodePlace.id ? first.promise : ok({ scanId: 'scan-b' }),
    })
    const store = createScanStore(api, manualFrames().schedule)
    const slow = store.getState().actions.start(nodePlace)
    await store.getState().actions.start(otherPlace)
    first.resolve(ok({ scanId: 'scan-a' }))
    await slow
    expect(store.getState().scanId).toBe('scan-b')
    expect(api.requests).toContainEqual(['scan:cancel', 'scan-a'])
  })

  test('answers a cancel at once, asks only once, and keeps the partial result', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    actions.cancel()
    expect(store.getState().status).toBe('cancelling')
    actions.cancel()
    expect(api.requests.filter(([channel]) => channel === 'scan:cancel')).toHaveLength(1)
    const end = { state: 'partial', reason: 'cancelled' } as const
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1)], { end }) })
    frames.pass()
    expect(store.getState()).toMatchObject({ status: 'done', view: { end } })
    expect(store.getState().rows).toHaveLength(1)
  })

  test.each([
    ['is cancelled', 'cancelled'],
    ['fails', 'scanner-stopped'],
    ['cannot start', 'permission'],
  ] as const)('a scan again that %s leaves what the one before had found', async (_, code) => {
    const answers = [ok({ scanId: 'scan-1' })]
    const api = fakeApi({
      'scan:start': () =>
        answers.shift() ?? (code === 'permission' ? fail(code) : ok({ scanId: 'scan-2' })),
    })
    const frames = manualFrames()
    const store = createScanStore(api, frames.schedule)
    const { actions } = store.getState()
    await actions.start(nodePlace)
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1), instance(2)]) })
    frames.pass()
    frames.pass()
    const before = store.getState()
    await actions.rescan()
    if (code === 'cancelled') {
      actions.cancel()
      expect(store.getState().again?.status).toBe('cancelling')
      const end = { state: 'partial', reason: 'cancelled' } as const
      api.emit({ kind: 'done', scanId: 'scan-2', view: nodeView([instance(1)], { end }) })
    } else if (code === 'scanner-stopped') {
      api.emit({ kind: 'instances', scanId: 'scan-2', rows: [instance(1)] })
      api.emit({ kind: 'failed', scanId: 'scan-2', failure: { code, message: 'gone' } })
    }
    frames.pass()
    frames.pass()
    expect(store.getState()).toEqual({ ...before, notAgain: expect.objectContaining({ code }) })
    expect(store.getState()).toMatchObject({ scanId: 'scan-1', status: 'done' })
  })

  test('a scan again leaves what is shown until all of the new one is there', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1), instance(2)]) })
    frames.pass()
    frames.pass()
    const { rows, view } = store.getState()
    await actions.rescan()
    api.emit({ kind: 'instances', scanId: 'scan-2', rows: [instance(3)] })
    frames.pass()
    expect(store.getState()).toMatchObject({ status: 'done', again: { status: 'running' } })
    expect([store.getState().rows, store.getState().view]).toEqual([rows, view])
    const next = nodeView([instance(3)])
    api.emit({ kind: 'done', scanId: 'scan-2', view: next })
    frames.pass()
    frames.pass()
    expect(store.getState()).toMatchObject({
      status: 'done',
      again: undefined,
      rows: next.instances,
    })
    expect(store.getState().view).toEqual(next)
  })

  test('a start of another place while a scan is made again shows nothing of either', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1)]) })
    frames.pass()
    frames.pass()
    await actions.rescan()
    const started = actions.start(otherPlace)
    expect(store.getState()).toMatchObject({ again: undefined, rows: [], status: 'starting' })
    expect(api.requests).toContainEqual(['scan:cancel', 'scan-2'])
    await started
    expect(store.getState().place).toEqual(otherPlace)
  })

  test('keeps the rows it has when it fails', async () => {
    const { api, frames, store, actions } = setup()
    await actions.start(nodePlace)
    api.emit({ kind: 'instances', scanId: 'scan-1', rows: [instance(1)] })
    const failure = { code: 'scanner-stopped', message: 'gone' } as const
    api.emit({ kind: 'failed', scanId: 'scan-1', failure })
    frames.pass()
    expect(store.getState()).toMatchObject({ status: 'failed', failure })
    expect(store.getState().rows).toHaveLength(1)
  })

  test('shows why it could not start, and can be tried again', async () => {
    let isAllowed = false
    const api = fakeApi({
      'scan:start': () => (isAllowed ? ok({ scanId: 'scan-1' }) : fail('permission')),
    })
    const store = createScanStore(api, manualFrames().schedule)
    await store.getState().actions.start(nodePlace)
    expect(store.getState()).toMatchObject({ status: 'failed', failure: { code: 'permission' } })
    isAllowed = true
    await store.getState().actions.rescan()
    expect(store.getState()).toMatchObject({ status: 'running', failure: undefined })
  })

  test('asks for the files of an instance once', async () => {
    const { api, store, actions } = setup()
    await actions.start(nodePlace)
    await actions.loadFiles('instances/a')
    await actions.loadFiles('instances/a')
    expect(api.requests.filter(([channel]) => channel === 'scan:instance')).toHaveLength(1)
    expect(store.getState().files).toEqual({ 'instances/a': { kind: 'ready', entries: [] } })
  })

  test('tells what became of a report', async () => {
    const written = { path: '/tmp/r.json', bytes: 10 }
    const answers = [ok(written), ok(undefined), fail('permission')]
    const api = fakeApi({
      'scan:start': () => ok({ scanId: 'scan-1' }),
      'report:save': () => answers.shift() ?? fail('internal'),
    })
    const { actions } = createScanStore(api, manualFrames().schedule).getState()
    await actions.start(nodePlace)
    expect(await actions.save('json')).toEqual({ kind: 'saved', ...written })
    expect(await actions.save('json')).toEqual({ kind: 'closed' })
    expect(await actions.save('json')).toMatchObject({ kind: 'failed' })
  })
})
