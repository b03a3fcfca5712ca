import { describe, expect, test } from 'vitest'
import { createImageTasksStore } from '../../../renderer/stores/image-tasks.ts'
import type { ImageTaskResult } from '../../../shared/ipc/tasks.ts'
import { deferred, fail, fakeApi, ok } from '../fake-api.ts'

const image = { placeId: 'p', path: 'disk' }
const other = { placeId: 'p', path: 'other' }
const unsupported: ImageTaskResult = { kind: 'unsupported', format: 'raw' }

function setUp(answer = () => ok({ taskId: 't1' })) {
  const api = fakeApi({ 'image:start': answer })
  const store = createImageTasksStore(api)
  store.getState().actions.turnTo(image)
  const cancels = () => api.requests.filter(([channel]) => channel === 'image:cancel')
  return { api, store, actions: store.getState().actions, cancels }
}

const kindOf = (store: ReturnType<typeof setUp>['store'], work: 'check' | 'map' = 'check') =>
  store.getState().works[work].kind

describe('work on an image', () => {
  test('is started on the image that is shown, and followed to its end', async () => {
    const { api, store, actions } = setUp()
    await actions.start('check')
    expect(api.requests).toEqual([['image:start', 'p', 'disk', 'check']])
    expect(store.getState().works.check).toEqual({ kind: 'running', done: 0, total: 0 })
    api.emit({ kind: 'task-progress', taskId: 't1', done: 1, total: 4 })
    expect(store.getState().works.check).toEqual({ kind: 'running', done: 1, total: 4 })
    api.emit({ kind: 'task-done', taskId: 't1', result: unsupported })
    expect(store.getState().works.check).toEqual({ kind: 'done', result: unsupported })
  })

  test('whose events overtake the answer that tells their id loses none', async () => {
    const answer = deferred<ReturnType<typeof ok<{ taskId: string }>>>()
    const api = fakeApi({ 'image:start': () => answer.promise })
    const store = createImageTasksStore(api)
    store.getState().actions.turnTo(image)
    const started = store.getState().actions.start('check')
    api.emit({ kind: 'task-done', taskId: 't1', result: unsupported })
    answer.resolve(ok({ taskId: 't1' }))
    await started
    expect(kindOf(store)).toBe('done')
  })

  test('is not started twice at once', async () => {
    const { api, actions } = setUp()
    await Promise.all([actions.start('check'), actions.start('check')])
    expect(api.requests).toHaveLength(1)
  })

  test('that cannot start, or fails, says why', async () => {
    const refused = setUp(() => fail('not-found') as never)
    await refused.actions.start('check')
    expect(refused.store.getState().works.check).toMatchObject({ failure: { code: 'not-found' } })
    const { api, store, actions } = setUp()
    await actions.start('check')
    const failure = { code: 'not-responding', message: '' } as const
    api.emit({ kind: 'task-failed', taskId: 't1', failure })
    expect(store.getState().works.check).toEqual({ kind: 'failed', failure })
  })
})

describe('a cancel', () => {
  test('is shown at once, told the scanner, and leaves nothing behind', async () => {
    const { api, store, actions, cancels } = setUp()
    await actions.start('check')
    api.emit({ kind: 'task-progress', taskId: 't1', done: 1, total: 4 })
    actions.cancel('check')
    expect(store.getState().works.check).toEqual({ kind: 'cancelling', done: 1, total: 4 })
    expect(cancels()).toEqual([['image:cancel', 't1']])
    api.emit({ kind: 'task-progress', taskId: 't1', done: 2, total: 4 })
    expect(kindOf(store)).toBe('cancelling')
    const failure = { code: 'cancelled', message: '' } as const
    api.emit({ kind: 'task-failed', taskId: 't1', failure })
    expect(kindOf(store)).toBe('idle')
  })

  test('before the work has an id is sent as soon as it has one', async () => {
    const { actions, cancels } = setUp()
    const started = actions.start('check')
    actions.cancel('check')
    expect(cancels()).toEqual([])
    await started
    expect(cancels()).toEqual([['image:cancel', 't1']])
  })
})

describe('another image', () => {
  test('ends the work on the one before, whose late events are not heard', async () => {
    const { api, store, actions, cancels } = setUp()
    await actions.start('check')
    actions.turnTo(other)
    expect(cancels()).toEqual([['image:cancel', 't1']])
    api.emit({ kind: 'task-done', taskId: 't1', result: unsupported })
    expect(kindOf(store)).toBe('idle')
  })

  test('ends also work that had no id yet', async () => {
    const { store, actions, cancels } = setUp()
    const started = actions.start('check')
    actions.turnTo(other)
    await started
    expect(cancels()).toEqual([['image:cancel', 't1']])
    expect(kindOf(store)).toBe('idle')
  })

  test('that is the same one keeps what was found', async () => {
    const { api, store, actions } = setUp()
    await actions.start('check')
    api.emit({ kind: 'task-done', taskId: 't1', result: unsupported })
    actions.turnTo({ ...image })
    expect(kindOf(store)).toBe('done')
  })
})

test('a new map knows nothing of zeros that were found in the old one', async () => {
  const { api, store, actions } = setUp()
  await actions.start('zeros')
  api.emit({ kind: 'task-done', taskId: 't1', result: unsupported })
  await actions.start('map')
  expect(store.getState().works.zeros.kind).toBe('idle')
})
