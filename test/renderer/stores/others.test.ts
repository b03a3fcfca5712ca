import { describe, expect, test } from 'vitest'
import { bootstrap, createStores } from '../../../renderer/stores/app.ts'
import { createInspectorStore } from '../../../renderer/stores/inspector.ts'
import { createPlacesStore } from '../../../renderer/stores/places.ts'
import { createSettingsStore, selectLanguage } from '../../../renderer/stores/settings.ts'
import { createViewStore, detailWidths } from '../../../renderer/stores/view.ts'
import type { ImageRow } from '../../../shared/analysis/rows/rows.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import type { RequestAnswer } from '../../../shared/ipc/channels.ts'
import type { Settings } from '../../../shared/ipc/contract.ts'
import type { Place } from '../../../shared/ipc/places.ts'
import { base, imagePlace, nodePlace, nodeView, otherPlace } from '../data.ts'
import { deferred, fail, fakeApi, manualFrames, ok } from '../fake-api.ts'

describe('places', () => {
  test('opens what a drop holds although one of it fails, and says which', async () => {
    const opened: (readonly Place[])[] = []
    const api = fakeApi({ 'place:open': () => ok([ok(nodePlace), fail('not-found')]) })
    const store = createPlacesStore(api, (places) => opened.push(places))
    await store.getState().actions.openPaths(['/mnt/node', '/gone'])
    expect(opened).toEqual([[nodePlace]])
    expect(store.getState().failures).toMatchObject([{ code: 'not-found' }])
  })

  test('a closed dialog opens nothing and is no failure', async () => {
    const opened: unknown[] = []
    const api = fakeApi({ 'place:choose-folder': () => ok(undefined) })
    const store = createPlacesStore(api, (places) => opened.push(places))
    await store.getState().actions.chooseFolder()
    expect(opened).toEqual([])
    expect(store.getState()).toMatchObject({ opening: false, failures: [] })
  })

  test('the last click counts: an older answer that comes late opens nothing', async () => {
    const slow = deferred<RequestAnswer<'place:sample'>>()
    const opened: (readonly Place[])[] = []
    const api = fakeApi({
      'place:sample': () => slow.promise,
      'place:choose-folder': () => ok(otherPlace),
    })
    const { actions } = createPlacesStore(api, (places) => opened.push(places)).getState()
    const first = actions.openSample()
    await actions.chooseFolder()
    slow.resolve(ok(nodePlace))
    await first
    expect(opened).toEqual([[otherPlace]])
  })
})

describe('settings', () => {
  test('a change shows at once and is taken back when it could not be kept', async () => {
    const answer = deferred<RequestAnswer<'settings:set'>>()
    const store = createSettingsStore(fakeApi({ 'settings:set': () => answer.promise }))
    const changed = store.getState().actions.change({ theme: 'dark' })
    expect(store.getState().settings.theme).toBe('dark')
    answer.resolve(fail('internal'))
    await changed
    expect(store.getState().settings.theme).toBe('system')
  })

  test('the answer to an older change does not undo a newer one', async () => {
    const older = deferred<RequestAnswer<'settings:set'>>()
    const settings: Settings = { language: 'zh-CN', theme: 'dark' }
    const api = fakeApi({
      'settings:set': (change) => (change.theme === 'dark' ? older.promise : ok(settings)),
    })
    const store = createSettingsStore(api)
    const first = store.getState().actions.change({ theme: 'dark' })
    await store.getState().actions.change({ language: 'zh-CN' })
    older.resolve(ok({ language: 'system', theme: 'dark' }))
    await first
    expect(store.getState().settings).toEqual(settings)
  })

  test('the system language is taken until another is chosen', () => {
    const store = createSettingsStore(fakeApi())
    const settings: Settings = { language: 'system', theme: 'system' }
    store.setState({ systemLanguage: 'zh-CN', settings })
    expect(selectLanguage(store.getState())).toBe('zh-CN')
    store.getState().actions.receive({ ...settings, language: 'en' })
    expect(selectLanguage(store.getState())).toBe('en')
  })
})

describe('inspector', () => {
  const report = (path: string) => ({ placeId: 'p', path }) as ImageReport

  test('shows the image that was asked for last, whichever answer comes first', async () => {
    const slow = deferred<RequestAnswer<'image:inspect'>>()
    const api = fakeApi({
      'image:inspect': (_place, path) => (path === 'a' ? slow.promise : ok(report(path))),
    })
    const store = createInspectorStore(api)
    const { inspect } = store.getState().actions
    const first = inspect({ placeId: 'p', path: 'a' })
    await inspect({ placeId: 'p', path: 'b' })
    slow.resolve(ok(report('a')))
    await first
    expect(store.getState()).toMatchObject({ loading: false, report: { path: 'b' } })
  })

  test('keeps the report when the dialog of a located file is closed', async () => {
    const api = fakeApi({
      'image:inspect': (_place, path) => ok(report(path)),
      'image:locate': () => ok(undefined),
    })
    const store = createInspectorStore(api)
    await store.getState().actions.inspect({ placeId: 'p', path: 'a' })
    await store.getState().actions.locate('base')
    expect(store.getState()).toMatchObject({ report: { path: 'a' }, failure: undefined })
    expect(api.requests).toContainEqual(['image:locate', 'p', 'a', 'base'])
  })

  test('reads the image anew where the answers to two choices come in the other order', async () => {
    const slow = deferred<RequestAnswer<'image:forget'>>()
    const read = (...located: readonly string[]) =>
      ok({ ...report('a'), located: new Map(located.map((name) => [name, name])) })
    let granted = ['base', 'data']
    const api = fakeApi({
      'image:inspect': () => read(...granted),
      'image:forget': (_place, _path, name) => {
        granted = granted.filter((each) => each !== name)
        return name === 'base' ? slow.promise : read(...granted)
      },
    })
    const store = createInspectorStore(api)
    const { inspect, forget } = store.getState().actions
    await inspect({ placeId: 'p', path: 'a' })
    const first = forget('base')
    await forget('data')
    slow.resolve(read('data'))
    await first
    expect(store.getState()).toMatchObject({ loading: false, report: { located: new Map() } })
  })

  test('reads the image once more, and no oftener, however many answers cross', async () => {
    const api = fakeApi({
      'image:inspect': () => ok(report('a')),
      'image:forget': () => ok(report('a')),
    })
    const store = createInspectorStore(api)
    const { inspect, forget } = store.getState().actions
    await inspect({ placeId: 'p', path: 'a' })
    await Promise.all(['base', 'data', 'extent', 'other'].map((name) => forget(name)))
    expect(api.requests.map(([channel]) => channel.replace('image:', ''))).toEqual([
      'inspect',
      ...['forget', 'forget', 'forget', 'forget'],
      'inspect',
    ])
    expect(store.getState().loading).toBe(false)
  })
})

describe('view', () => {
  test('a base shows its instances: scope, base and an empty filter', () => {
    const store = createViewStore(1280)
    const { actions } = store.getState()
    actions.filter('instances', 'web')
    actions.showScope('bases')
    actions.showInstancesOn('instances/_base/x')
    expect(store.getState()).toMatchObject({ scope: 'instances', base: 'instances/_base/x' })
    expect(store.getState().scopes.instances.filter).toBe('')
  })

  test('what is dropped beneath the sheet of keys is seen: the sheet goes', () => {
    const store = createViewStore(1280)
    const { actions } = store.getState()
    actions.openDialog('shortcuts')
    actions.inspect([{ placeId: 'p', path: 'a', label: 'a' }])
    expect(store.getState()).toMatchObject({ screen: { kind: 'inspector' }, dialog: undefined })
  })

  test('a path that was named twice is one image among those that were dropped', () => {
    const store = createViewStore(1280)
    const image = (path: string) => ({ placeId: 'p', path, label: path })
    store.getState().actions.inspect([image('a'), image('a'), image('b')])
    expect(store.getState().screen).toMatchObject({ images: [image('a'), image('b')], index: 0 })
  })

  test('each list has a selection of its own, which is there again when it is come back to', () => {
    const store = createViewStore(1280)
    const { actions } = store.getState()
    const [web, base] = [
      { kind: 'instance', path: 'i/1' } as const,
      { kind: 'image', path: 'b' } as const,
    ]
    actions.select(web)
    actions.showScope('bases')
    expect(store.getState().selection).toBeUndefined()
    actions.select(base)
    actions.showScope('instances')
    expect(store.getState().selection).toEqual(web)
    actions.showScope('bases')
    expect(store.getState().selection).toEqual(base)
    actions.showInstancesOn('b')
    expect(store.getState().selection).toEqual(base)
    actions.reset()
    actions.showScope('bases')
    expect(store.getState().selection).toBeUndefined()
  })

  test('a closed image makes room for the next, the last one for where it was opened from', () => {
    const store = createViewStore(1280)
    const { actions } = store.getState()
    const [a, b, c] = ['a', 'b', 'c'].map((label) => ({ placeId: label, path: '', label }))
    const images = [a, b, c].flatMap((image) => image ?? [])
    actions.go({ kind: 'inspector', images, index: 1, from: 'node', tab: 'map' })
    const shown = () => {
      const { screen } = store.getState()
      return screen.kind === 'inspector' ? screen.images[screen.index]?.label : screen.kind
    }
    actions.closeImage(0)
    expect(shown()).toBe('b')
    actions.closeImage(0)
    expect(shown()).toBe('c')
    expect(store.getState().screen).toMatchObject({ tab: 'map' })
    actions.closeImage(0)
    expect(shown()).toBe('node')
  })

  test('the details keep a usable width', () => {
    const store = createViewStore(1280)
    store.getState().actions.resizeDetail(10_000)
    expect(store.getState().detailWidth).toBe(detailWidths.max)
    store.getState().actions.resizeDetail(1)
    expect(store.getState().detailWidth).toBe(detailWidths.min)
  })

  test('the details take more of a wider window, until somebody has set their width', () => {
    const store = createViewStore(1440)
    const { fitDetail, resizeDetail } = store.getState().actions
    const widthIn = (windowWidth: number) => {
      fitDetail(windowWidth)
      return store.getState().detailWidth
    }
    expect([720, 1440, 1920, 2560, 5120].map(widthIn)).toEqual([320, 324, 432, 660, 760])
    resizeDetail(380)
    expect(widthIn(2560)).toBe(380)
  })
})

describe('the window as a whole', () => {
  const start = (places: readonly Place[]) => ({
    version: '1.2.3',
    settings: { language: 'en', theme: 'light' } as const,
    systemLanguage: 'en' as const,
    recent: [],
    places,
    failures: [],
  })
  const setup = () => {
    const api = fakeApi({
      'app:bootstrap': () => ok(start([nodePlace, imagePlace])),
      'scan:start': () => ok({ scanId: 'scan-1' }),
    })
    return { api, stores: createStores(api, 1280, manualFrames().schedule) }
  }

  test('scans the folder that the command line names', async () => {
    const { api, stores } = setup()
    await bootstrap(api, stores)
    expect(stores.view.getState().screen.kind).toBe('node')
    expect(api.requests).toContainEqual(['scan:start', nodePlace.id])
  })

  test.each([
    ['folder', 'images'],
    ['instances', 'bases'],
  ] as const)('shows of a %s without instances its %s first', (kind, scope) => {
    const { stores } = setup()
    const { overlays: _, ...file } = base(0)
    const image: ImageRow = { ...file, chain: 'standalone' }
    stores.scan.setState({ view: nodeView([], { kind, bases: [base(0)], images: [image] }) })
    expect(stores.view.getState().scope).toBe(scope)
  })

  test('inspects images that are opened from outside', () => {
    const { api, stores } = setup()
    api.push('place:opened', [imagePlace])
    expect(stores.view.getState().screen).toEqual({
      kind: 'inspector',
      images: [{ placeId: imagePlace.id, path: '', label: 'a.qcow2' }],
      index: 0,
      from: 'home',
      tab: 'overview',
    })
  })

  test('inspects images above a node, which is as it was, and others in their place', async () => {
    const { api, stores } = setup()
    await bootstrap(api, stores)
    const { actions } = stores.view.getState()
    actions.select({ kind: 'instance', path: 'i/1' })
    actions.filter('instances', 'web')
    api.push('place:opened', [imagePlace])
    api.push('place:opened', [{ ...imagePlace, id: 'b', path: '/srv/b.qcow2' }])
    expect(stores.view.getState()).toMatchObject({
      screen: { images: [{ label: 'b.qcow2' }], from: 'node' },
      selection: { path: 'i/1' },
      scopes: { instances: { filter: 'web' } },
    })
    expect(api.requests.map(([channel]) => channel)).not.toContain('scan:cancel')
    actions.closeImage(0)
    expect(stores.view.getState().screen.kind).toBe('node')
  })
})
