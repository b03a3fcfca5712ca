import { describe, expect, test } from 'vitest'
import { createDiskMapStore, PAGE_EXTENTS } from '../../../renderer/stores/disk-map.ts'
import { ExtentTableBuilder } from '../../../shared/map/table-builder.ts'
import { type MapWindow, mapWindow, type WindowRequest } from '../../../shared/map/window.ts'
import { deferred, fail, fakeApi, ok } from '../fake-api.ts'

const MIB = 1024 ** 2

function answerOf(request: WindowRequest) {
  const builder = new ExtentTableBuilder()
  builder.add({ start: 0, length: 64 * MIB, kind: 'data', depth: 0, offset: 0 })
  return ok(mapWindow(builder.finish(), request))
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

async function setUp() {
  const api = fakeApi({
    'image:map': (_, request) => answerOf(request),
    'image:extents': (_, first) =>
      ok([{ index: first, start: 0, length: 1, kind: 'data', depth: 0 }]),
  })
  const store = createDiskMapStore(api)
  const { actions } = store.getState()
  actions.resize(100)
  actions.open('m1', 64 * MIB)
  await settled()
  return { api, store, actions }
}

describe('the map that is looked at', () => {
  test('begins with the whole disk and a line of it', async () => {
    const { store } = await setUp()
    const { window, strip } = store.getState()
    expect(window).toMatchObject({ start: 0, cells: 100 })
    expect(strip?.cells).toBe(400)
  })

  test('asks for no window before there is room for a cell', async () => {
    const api = fakeApi({ 'image:map': (_, request) => answerOf(request) })
    const store = createDiskMapStore(api)
    store.getState().actions.open('m1', MIB)
    await settled()
    expect(store.getState().window).toBeUndefined()
  })

  test('asks for the part that is zoomed to, once, and for nothing at the end of zooming', async () => {
    const { api, store, actions } = await setUp()
    const before = api.requests.length
    actions.zoom('in', 50)
    await settled()
    expect(api.requests).toHaveLength(before + 1)
    expect(store.getState().window?.cellBytes).toBe(512 * 1024)
    for (let step = 0; step < 30; step += 1) actions.zoom('in', 0)
    await settled()
    const atEnd = api.requests.length
    actions.zoom('in', 0)
    await settled()
    expect(api.requests).toHaveLength(atEnd)
  })

  test('asks for one window at a time, and then for the newest only', async () => {
    const first = deferred<ReturnType<typeof ok<MapWindow>>>()
    const asked: WindowRequest[] = []
    const api = fakeApi({
      'image:map': (_, request) => {
        asked.push(request)
        return asked.length === 1 ? first.promise : answerOf(request)
      },
    })
    const store = createDiskMapStore(api)
    const { actions } = store.getState()
    actions.resize(100)
    actions.open('m1', 64 * MIB)
    for (let step = 0; step < 5; step += 1) actions.zoom('in', 0)
    // The other one is the strip.
    expect(asked).toHaveLength(2)
    first.resolve(answerOf({ start: 0, cellBytes: MIB, cells: 100 }))
    await settled()
    expect(asked).toHaveLength(3)
    expect(store.getState().window?.cellBytes).toBe(store.getState().view.cellBytes)
  })

  test('keeps its part when zeros are found in it, and forgets it with another disk', async () => {
    const { store, actions } = await setUp()
    actions.zoom('in', 50)
    const { view } = store.getState()
    actions.open('m2', 64 * MIB)
    expect(store.getState().view).toBe(view)
    actions.open('m3', 32 * MIB)
    expect(store.getState().view.start).toBe(0)
  })

  test('loads a page of extents, and drops one that belongs to a map before', async () => {
    const { store, actions } = await setUp()
    await actions.loadPage(PAGE_EXTENTS)
    expect(store.getState().page).toMatchObject({ first: 500, extents: [{ index: 500 }] })
    const late = actions.loadPage(0)
    actions.open('m2', MIB)
    await late
    expect(store.getState().page).toBeUndefined()
  })

  test('says when the scanner has forgotten it', async () => {
    const api = fakeApi({ 'image:map': () => fail('not-found') })
    const store = createDiskMapStore(api)
    store.getState().actions.resize(10)
    store.getState().actions.open('m1', MIB)
    await settled()
    expect(store.getState().failure?.code).toBe('not-found')
  })
})
