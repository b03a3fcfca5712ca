import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Grants } from '../../../electron/grants.ts'
import { allHandlers } from '../../../electron/handlers/all.ts'
import type { HandlerContext } from '../../../electron/handlers/context.ts'
import { Opener } from '../../../electron/handlers/opener.ts'
import type { StartTask } from '../../../electron/scanner/calls.ts'
import { openSettings } from '../../../electron/settings.ts'
import { MAX_PATHS, type Place, type Result } from '../../../shared/ipc/contract.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cowscope-handlers-')))
  mkdirSync(join(folder, 'node'))
  writeFileSync(join(folder, 'node/inside.qcow2'), '')
  for (const name of ['disk.qcow2', 'other.qcow2']) writeFileSync(join(folder, name), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)

function setUp(request: { paths: readonly string[]; root?: string } = { paths: [] }) {
  const settings = openSettings(at('settings'))
  const grants = new Grants()
  const opener = new Opener(grants, settings)
  const dialogs = {
    chooseFolder: vi.fn(async (): Promise<string | undefined> => undefined),
    chooseImage: vi.fn(async (): Promise<string | undefined> => undefined),
    locate: vi.fn(async (_: string): Promise<string | undefined> => undefined),
    saveReport: vi.fn(async (): Promise<string | undefined> => undefined),
  }
  const call = vi.fn(
    async (name: string, ..._args: readonly unknown[]): Promise<unknown> =>
      name === 'sample' ? at('node') : name,
  )
  const startTask = vi.fn(async (_: StartTask) => undefined)
  const scanner = { call, start: vi.fn(async () => undefined), startTask }
  const desktop = { copyText: vi.fn(), reveal: vi.fn() }
  const applySettings = vi.fn()
  const context: HandlerContext = {
    version: '1.2.3',
    systemLanguage: 'en',
    grants,
    opener,
    scanner: scanner as unknown as HandlerContext['scanner'],
    settings,
    dialogs,
    desktop,
    applySettings,
    sampleFolder: async () => at('sample'),
  }
  const handlers = allHandlers(context, opener.openAll(request))
  return { applySettings, call, desktop, dialogs, grants, handlers, opener, scanner, settings }
}

const codes = (results: readonly Result<Place>[]) =>
  results.map((result) => (result.ok ? result.value.kind : result.failure.code))

const refused = (code: string) => ({ failure: { code } })

describe('opening places', () => {
  test('the page cannot open a path of its own making', async () => {
    const { handlers } = setUp()
    expect(codes(await handlers['place:open']([at('node'), '/etc/shadow']))).toEqual([
      'not-granted',
      'not-granted',
    ])
  })

  test('what was dropped opens; one failure does not stop the others', async () => {
    const { handlers, opener } = setUp()
    for (const path of [at('node'), at('none'), at('disk.qcow2')]) opener.give(path)
    const paths = [at('disk.qcow2'), at('none'), at('other.qcow2')]
    opener.give(at('other.qcow2'))
    expect(codes(await handlers['place:open'](paths))).toEqual(['image', 'image', 'not-found'])
  })

  test('all of a large drop opens, whatever was dropped before it', async () => {
    const { handlers, opener } = setUp()
    for (let at = 0; at < MAX_PATHS - 1; at += 1) opener.give(`/before/${at}`)
    const paths = Array.from({ length: MAX_PATHS }, (_, at) => join(folder, `image-${at}`))
    for (const path of paths) {
      writeFileSync(path, '')
      opener.give(path)
    }
    expect(new Set(codes(await handlers['place:open'](paths)))).toEqual(new Set(['image']))
    expect(codes(await handlers['place:open'](['/before/7']))).toEqual(['not-granted'])
  })

  test('several with a folder among them are one place, of which only they are granted', async () => {
    const { handlers, opener, grants, scanner } = setUp()
    const paths = [at('node'), at('none'), at('disk.qcow2')]
    for (const path of paths) opener.give(path)
    const [joined, failed, ...others] = await handlers['place:open'](paths)
    expect(others).toEqual([])
    expect(failed).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    if (joined?.ok !== true) throw new Error('nothing was opened')
    const { id } = joined.value
    expect(joined.value).toMatchObject({
      kind: 'folder',
      path: folder,
      paths: [at('node'), at('disk.qcow2')],
    })
    expect(grants.folders()).toEqual([at('node')])
    expect(grants.pathOf(id, 'node/a')).toBe(at('node/a'))
    expect(grants.pathOf(id, 'disk.qcow2')).toBe(at('disk.qcow2'))
    expect(() => grants.pathOf(id, 'sample')).toThrow('beside')
    expect(() => grants.pathOf(id, '')).toThrow('beside')
    await handlers['scan:start'](id)
    expect(scanner.start).toHaveBeenCalledWith(
      expect.objectContaining({
        paths: [
          { real: at('node'), kind: 'folder' },
          { real: at('disk.qcow2'), kind: 'image' },
        ],
        notOpened: [{ code: 'not-found', path: at('none'), errno: 'ENOENT' }],
        grantedFolders: [at('node')],
      }),
    )
    expect(await handlers['place:open'](paths)).toContainEqual(joined)
    expect(await handlers['place:open']([at('disk.qcow2'), at('node')])).not.toContainEqual(joined)
  })

  test('what was opened is a recent place, which opens again until it is forgotten', async () => {
    const { handlers, dialogs } = setUp()
    dialogs.chooseFolder.mockResolvedValueOnce(at('node'))
    const place = await handlers['place:choose-folder']()
    expect(place).toMatchObject({ kind: 'folder', path: at('node') })
    const { recent } = await handlers['app:bootstrap']()
    expect(recent).toMatchObject([{ path: at('node'), kind: 'folder', present: true }])
    expect(codes(await handlers['place:open']([at('node')]))).toEqual(['folder'])
    expect(await handlers['recent:forget'](at('node'))).toEqual([])
    expect(codes(await handlers['place:open']([at('node')]))).toEqual(['not-granted'])
  })

  test('a recent place that is gone is shown as such', async () => {
    const { handlers, opener } = setUp()
    await opener.open(at('disk.qcow2'))
    rmSync(at('disk.qcow2'))
    const { recent } = await handlers['app:bootstrap']()
    expect(recent).toMatchObject([{ present: false }])
  })

  test('a closed dialog opens nothing', async () => {
    const { handlers } = setUp()
    expect(await handlers['place:choose-image']()).toBeUndefined()
  })

  test('the command line is opened before the first screen, with its failures', async () => {
    const { handlers, scanner } = setUp({ paths: [at('node'), at('none')] })
    const { places, failures } = await handlers['app:bootstrap']()
    expect(places).toMatchObject([{ path: at('node') }])
    await handlers['scan:start'](places[0]?.id ?? '')
    expect(scanner.start).toHaveBeenCalledWith(
      expect.objectContaining({
        paths: [{ real: at('node'), kind: 'folder' }],
        notOpened: [{ code: 'not-found', path: at('none'), errno: 'ENOENT' }],
      }),
    )
    expect(failures).toMatchObject([{ code: 'not-found', path: at('none') }])
  })

  test('what was missing is asked for again, and what the page made up never', async () => {
    const { handlers, opener, grants } = setUp()
    for (const path of [at('node'), at('none'), at('later')]) opener.give(path)
    const paths = [at('node'), at('none'), at('later'), '/etc/shadow']
    const [joined] = await handlers['place:open'](paths)
    if (joined?.ok !== true) throw new Error('nothing was opened')
    expect(await handlers['place:reopen'](joined.value.id)).toEqual(joined.value)
    mkdirSync(at('later'))
    const place = await handlers['place:reopen'](joined.value.id)
    expect(place.paths).toEqual([at('node'), at('later')])
    expect(grants.folders()).toEqual([at('node'), at('later')])
    expect(grants.files()).toEqual([])
    expect(grants.get(place.id).notOpened?.map(({ path }) => path)).toEqual([
      '/etc/shadow',
      at('none'),
    ])
    expect(await handlers['place:reopen'](place.id)).toEqual(place)
  })

  test('the sample is written once and is no recent place', async () => {
    const { handlers, call } = setUp()
    const first = await handlers['place:sample']()
    expect(first).toMatchObject({ sample: true, kind: 'folder' })
    expect(await handlers['place:sample']()).toEqual(first)
    expect(call).toHaveBeenCalledExactlyOnceWith('sample', at('sample'))
    expect((await handlers['app:bootstrap']()).recent).toEqual([])
  })
})

describe('scans', () => {
  test('start on a folder only, with all that was granted', async () => {
    const { handlers, opener, scanner } = setUp()
    const node = await opener.open(at('node'), folder)
    const image = await opener.open(at('disk.qcow2'))
    const { scanId } = await handlers['scan:start'](node.id)
    expect(scanner.start).toHaveBeenCalledExactlyOnceWith({
      scanId,
      paths: [{ real: at('node'), kind: 'folder' }],
      notOpened: [],
      givenRoot: folder,
      grantedFolders: [at('node'), folder],
      grantedFiles: [at('disk.qcow2')],
    })
    await expect(handlers['scan:start'](image.id)).rejects.toMatchObject(refused('invalid'))
    await expect(handlers['scan:start']('guess')).rejects.toMatchObject(refused('not-granted'))
  })

  test('a cancel does not wait for the scanner', () => {
    const { call, handlers } = setUp()
    call.mockReturnValueOnce(new Promise(() => undefined))
    expect(handlers['scan:cancel']('s')).toBeUndefined()
    expect(call).toHaveBeenCalledExactlyOnceWith('cancel', 's')
  })
})

describe('images', () => {
  test('an image by itself is looked at in its folder, of which only it is granted', async () => {
    const { call, handlers, opener } = setUp()
    const { id } = await opener.open(at('disk.qcow2'))
    await handlers['image:inspect'](id, '')
    expect(call).toHaveBeenCalledExactlyOnceWith('inspect', {
      placeId: id,
      askedPath: '',
      folder,
      path: 'disk.qcow2',
      grantedFolders: [],
      grantedFiles: [at('disk.qcow2')],
      located: new Map(),
    })
    await expect(async () => handlers['image:inspect'](id, 'node')).rejects.toMatchObject(
      refused('not-granted'),
    )
  })

  test('by a symlink it is looked at by the name of that', async () => {
    const { call, handlers, opener } = setUp()
    symlinkSync(at('disk.qcow2'), at('node/linked'))
    const { id } = await opener.open(at('node/linked'))
    await handlers['image:inspect'](id, '')
    const place = { folder, path: 'disk.qcow2', named: at('node/linked') }
    expect(call).toHaveBeenCalledExactlyOnceWith('inspect', expect.objectContaining(place))
  })

  test('in an open folder it is looked at as part of that', async () => {
    const { call, handlers, opener } = setUp()
    await opener.open(at('node'))
    const { id } = await opener.open(at('node/inside.qcow2'))
    await handlers['image:inspect'](id, '')
    expect(call).toHaveBeenCalledExactlyOnceWith(
      'inspect',
      expect.objectContaining({ folder: at('node'), path: 'inside.qcow2', askedPath: '' }),
    )
  })

  test('work on one reads what an inspection reads, and nothing else', async () => {
    const { call, handlers, opener, scanner } = setUp()
    const { id } = await opener.open(at('disk.qcow2'))
    await handlers['image:inspect'](id, '')
    const { taskId } = await handlers['image:start'](id, '', 'check')
    const request = call.mock.calls[0]?.[1]
    expect(scanner.startTask).toHaveBeenCalledExactlyOnceWith({ taskId, work: 'check', request })
    await expect(handlers['image:start'](id, 'node', 'map')).rejects.toMatchObject(
      refused('not-granted'),
    )
    await expect(handlers['image:start']('guess', '', 'map')).rejects.toMatchObject(
      refused('not-granted'),
    )
    expect(scanner.startTask).toHaveBeenCalledTimes(1)
  })

  test('a cancel of work does not wait for the scanner', () => {
    const { call, handlers } = setUp()
    call.mockReturnValueOnce(new Promise(() => undefined))
    expect(handlers['image:cancel']('t')).toBeUndefined()
    expect(call).toHaveBeenCalledExactlyOnceWith('cancelTask', 't')
  })

  test('a located member is granted for its name, a closed dialog grants nothing', async () => {
    const { call, dialogs, handlers, opener } = setUp()
    const { id } = await opener.open(at('node/inside.qcow2'))
    expect(await handlers['image:locate'](id, '', '/base')).toBeUndefined()
    expect(call).not.toHaveBeenCalled()
    dialogs.locate.mockResolvedValueOnce(at('disk.qcow2'))
    await handlers['image:locate'](id, '', '/base')
    expect(call).toHaveBeenCalledExactlyOnceWith(
      'inspect',
      expect.objectContaining({ located: new Map([['/base', at('disk.qcow2')]]) }),
    )
    handlers['image:forget'](id, '', '/base')
    expect(call).toHaveBeenLastCalledWith(
      'inspect',
      expect.objectContaining({ located: new Map(), grantedFiles: [at('node/inside.qcow2')] }),
    )
  })
})

describe('reports', () => {
  test('are written where the dialog says, never inside what is open', async () => {
    const { call, dialogs, handlers, opener } = setUp()
    await opener.open(at('node'))
    expect(await handlers['report:save']('s', 'json')).toBeUndefined()
    dialogs.saveReport.mockResolvedValueOnce(at('node/report.json'))
    await expect(handlers['report:save']('s', 'json')).rejects.toMatchObject(
      refused('inside-opened-root'),
    )
    expect(call).not.toHaveBeenCalled()
    dialogs.saveReport.mockResolvedValueOnce(at('report.json'))
    await handlers['report:save']('s', 'json')
    expect(call).toHaveBeenCalledExactlyOnceWith('report', 's', 'json', at('report.json'), 'en')
  })
})

test('paths are copied and shown of open places only', async () => {
  const { desktop, handlers, opener } = setUp()
  const { id } = await opener.open(at('node'))
  await handlers['path:copy'](id, 'inside.qcow2')
  expect(desktop.copyText).toHaveBeenCalledExactlyOnceWith(at('node/inside.qcow2'))
  expect(() => handlers['path:reveal']('guess', 'x')).toThrow('no place')
  expect(desktop.reveal).not.toHaveBeenCalled()
})

test('a changed setting is kept, felt and answered', async () => {
  const { applySettings, handlers, settings } = setUp()
  const changed = { language: 'system', theme: 'dark' }
  expect(await handlers['settings:set']({ theme: 'dark' })).toEqual(changed)
  expect(settings.get('settings')).toEqual(changed)
  expect(applySettings).toHaveBeenCalledExactlyOnceWith(changed)
})
