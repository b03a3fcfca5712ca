import { expect, test } from 'vitest'
import { createDiskMapStore } from '../../../renderer/stores/disk-map.ts'
import { choose, keepFresh, readAgain } from '../../../renderer/stores/fresh-image.ts'
import { createImageTasksStore } from '../../../renderer/stores/image-tasks.ts'
import { createInspectorStore } from '../../../renderer/stores/inspector.ts'
import { createViewStore } from '../../../renderer/stores/view.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import type { RequestAnswer } from '../../../shared/ipc/channels.ts'
import { fail, fakeApi, ok } from '../fake-api.ts'

const image = { placeId: 'p', path: 'disk', label: 'disk' }
const top = { displayPath: '/disk', length: 1 }

function report(stat: object, layers: readonly object[] = [top]): RequestAnswer<'image:inspect'> {
  const chain = { state: { kind: 'complete' }, layers }
  const whole = { dev: 1, ino: 1, length: 1, mtimeMs: 1, ...stat }
  return ok({ placeId: 'p', path: 'disk', stat: whole, chain } as unknown as ImageReport)
}

/** The page of an image that was read; `becomes` says what is read of it from now on. */
async function opened() {
  let answer = report({})
  let located: RequestAnswer<'image:locate'> = ok(undefined)
  const api = fakeApi({
    'image:inspect': () => answer,
    'image:locate': () => located,
    'image:start': (_place, _path, work) => ok({ taskId: work }),
  })
  const view = createViewStore(1280)
  const page = createInspectorStore(api)
  const imageTasks = createImageTasksStore(api)
  const stores = { view, page, imageTasks, diskMap: createDiskMapStore(api) }
  view.getState().actions.inspect([image])
  await page.getState().actions.inspect(image)
  imageTasks.getState().actions.turnTo(image)
  keepFresh(stores)
  const read = async (work: 'check' | 'map') => {
    await imageTasks.getState().actions.start(work)
    api.emit({ kind: 'task-done', taskId: work, result: { kind: 'unsupported', format: 'raw' } })
    await settled()
  }
  const becomes = (next: RequestAnswer<'image:inspect'>) => {
    answer = next
  }
  const chooses = (next: RequestAnswer<'image:locate'>) => {
    located = next
  }
  const kinds = () => {
    const { check, map } = imageTasks.getState().works
    return [check.kind, map.kind]
  }
  return { stores, read, becomes, chooses, kinds, page: () => page.getState() }
}

/** It was checked, too. */
async function checked() {
  const image = await opened()
  await image.read('check')
  return image
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

test('of an image that was only written to what was found is kept, and said to be older', async () => {
  const { read, becomes, kinds, page, stores } = await checked()
  becomes(report({ mtimeMs: 2 }))
  await read('map')
  expect(kinds()).toEqual(['done', 'done'])
  expect(page().reread).toMatchObject({ change: 'written', isInPart: true })
  becomes(report({ mtimeMs: 3 }))
  await readAgain(stores)
  expect(kinds()).toEqual(['idle', 'idle'])
  expect(page().reread).toMatchObject({ change: 'written', isInPart: false })
})

test('an image of which no more than its header was read has nothing that could be older', async () => {
  const { becomes, page, stores } = await opened()
  becomes(report({ mtimeMs: 2 }))
  const { screen, actions } = stores.view.getState()
  if (screen.kind !== 'inspector') throw new Error('the page is not open')
  actions.go({ ...screen, tab: 'structure' })
  await settled()
  expect(page().reread).toMatchObject({ change: 'written', isInPart: false })
})

test('of an image that has not changed since its header was read again, but since its map was, F5 says so', async () => {
  const { read, becomes, kinds, page, stores } = await checked()
  becomes(report({ length: 0, mtimeMs: 2 }))
  await read('map')
  await readAgain(stores)
  expect(kinds()).toEqual(['idle', 'idle'])
  expect(page().reread).toMatchObject({ change: 'written', isInPart: false })
  await readAgain(stores)
  expect(page().reread).toMatchObject({ change: 'same' })
})

test('of an image that was replaced a map is forgotten that was begun before', async () => {
  const { read, becomes, kinds, page } = await checked()
  becomes(report({ ino: 2 }))
  await read('map')
  expect(kinds()).toEqual(['idle', 'idle'])
  expect(page().reread).toMatchObject({ change: 'replaced' })
  await read('map')
  expect(kinds()).toEqual(['idle', 'done'])
})

test('an image that stands on another layer now is read anew', async () => {
  const { read, becomes, kinds, page } = await checked()
  becomes(report({}, [top, { displayPath: '/base', length: 2 }]))
  await read('map')
  expect(kinds()).toEqual(['idle', 'idle'])
  expect(page().reread).toMatchObject({ change: 'restacked' })
})

test.each([
  ['another file', { dev: 1, identity: '1:9', mtimeMs: 1 }],
  ['one of another file system', { dev: 2, identity: '2:5', mtimeMs: 1 }],
])('a base as long as before that is %s is read anew', async (_, inode) => {
  const base = { displayPath: '/base', length: 2 }
  const { stores, read, becomes, kinds, page } = await checked()
  becomes(report({}, [top, { ...base, inode: { dev: 1, identity: '1:5', mtimeMs: 1 } }]))
  await readAgain(stores)
  await read('check')
  expect(kinds()).toEqual(['done', 'idle'])
  becomes(report({}, [top, { ...base, inode }]))
  await read('map')
  expect(kinds()).toEqual(['idle', 'idle'])
  expect(page().reread).toMatchObject({ change: 'restacked' })
})

test('what was found of an image whose base was written to is kept, and said to be older', async () => {
  const base = { displayPath: '/base', length: 2 }
  const { stores, read, becomes, kinds, page } = await checked()
  becomes(report({}, [top, { ...base, inode: { dev: 1, identity: '1:5', mtimeMs: 1 } }]))
  await readAgain(stores)
  await read('check')
  becomes(report({}, [top, { ...base, inode: { dev: 1, identity: '1:5', mtimeMs: 2 } }]))
  await read('map')
  expect(kinds()).toEqual(['done', 'done'])
  expect(page().reread).toMatchObject({ change: 'written', isInPart: true })
})

test('an image that cannot be read for a moment keeps what there is; a good look ends the notice', async () => {
  const { read, becomes, kinds, page, stores } = await checked()
  becomes(fail('not-found'))
  await readAgain(stores)
  expect(kinds()).toEqual(['done', 'idle'])
  expect(page().failure).toMatchObject({ code: 'not-found' })
  becomes(report({}))
  await read('map')
  expect(page().failure).toBeUndefined()
})

test('a check is kept where the dialog of a member is closed, and forgotten with another member', async () => {
  const { chooses, kinds, stores } = await checked()
  await choose(stores, 'locate', 'base')
  expect(kinds()).toEqual(['done', 'idle'])
  chooses(report({}, [top, { displayPath: '/base', length: 2 }]))
  await choose(stores, 'locate', 'base')
  expect(kinds()).toEqual(['idle', 'idle'])
})

test('a member that is chosen after another image was turned to takes nothing from that one', async () => {
  const { chooses, kinds, read, stores } = await checked()
  const choice = choose(stores, 'locate', 'base')
  const next = { ...image, path: 'other' }
  stores.page.getState().actions.clear()
  const turned = stores.page.getState().actions.inspect(next)
  stores.imageTasks.getState().actions.turnTo(next)
  chooses(report({}, [top, { displayPath: '/base', length: 2 }]))
  await Promise.all([choice, turned])
  await read('map')
  expect(kinds()[1]).toBe('done')
})
