import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../electron/failure.ts'
import { handlersHere } from './handlers-here.ts'

const { at, setUp } = handlersHere()

const refused = (code: string) => ({ failure: { code } })

describe('scans', () => {
  test('start on a folder only, with what it was opened with, whatever else is open', async () => {
    const { handlers, opener, scanner } = setUp()
    const { places } = await opener.openAll({ paths: [at('node')], root: at('') })
    const id = places[0]?.id ?? 'none'
    mkdirSync(at('other'))
    await opener.open(at('other'))
    const image = await opener.open(at('disk.qcow2'))
    const { scanId } = await handlers['scan:start'](id)
    expect(scanner.start).toHaveBeenCalledExactlyOnceWith({
      scanId,
      paths: [{ real: at('node'), kind: 'folder' }],
      notOpened: [],
      givenRoot: at(''),
      grantedFolders: [at('node'), at('')],
      grantedFiles: [],
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
      folder: at(''),
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
    const place = { folder: at(''), path: 'disk.qcow2', named: at('node/linked') }
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

  test('one that a symlink leads to counts from there beside other paths too', async () => {
    symlinkSync(at('disk.qcow2'), at('node/linked'))
    const { call, handlers, grants } = setUp()
    const open = (path: string) => grants.open(at(path))
    const both = grants.join([await open('node/linked'), await open('other.qcow2')])
    await handlers['image:inspect'](both.id, 'disk.qcow2')
    const linked = { folder: at(''), path: 'disk.qcow2', named: at('node/linked') }
    expect(call).toHaveBeenLastCalledWith('inspect', expect.objectContaining(linked))
    const others = grants.join([await open('disk.qcow2'), await open('other.qcow2')])
    expect(others).not.toBe(both)
    await handlers['image:inspect'](others.id, 'disk.qcow2')
    expect(call.mock.lastCall?.[1]).not.toHaveProperty('named')
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
    call.mockResolvedValueOnce({ chain: { layers: [], state: { kind: 'complete' } } })
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

test('a located member with which the image cannot be looked at is not kept', async () => {
  const { call, dialogs, handlers, opener } = setUp()
  const { id } = await opener.open(at('node/inside.qcow2'))
  dialogs.locate.mockResolvedValueOnce(at('disk.qcow2'))
  call.mockRejectedValueOnce(new Refusal('not-responding', 'no answer'))
  const failed = handlers['image:locate'](id, '', '/base')
  await expect(failed).rejects.toMatchObject(refused('not-responding'))
  await handlers['image:inspect'](id, '')
  const none = expect.objectContaining({ located: new Map() })
  expect(call).toHaveBeenLastCalledWith('inspect', none)
})

describe('a located member that makes the chain a circle', () => {
  test('is refused, and what was located before stays', async () => {
    const { call, dialogs, handlers, opener } = setUp()
    const { id } = await opener.open(at('node/inside.qcow2'))
    const locate = (path: string, kind: 'complete' | 'loop') => {
      dialogs.locate.mockResolvedValueOnce(at(path))
      const state = { kind, ...(kind === 'loop' && { name: '/base', path: '/x' }) }
      call.mockResolvedValueOnce({ chain: { layers: [], state } })
      return handlers['image:locate'](id, '', '/base')
    }
    const isLocated = async (located: ReadonlyMap<string, string>) => {
      await handlers['image:inspect'](id, '')
      expect(call).toHaveBeenLastCalledWith('inspect', expect.objectContaining({ located }))
    }
    await expect(locate('node/inside.qcow2', 'loop')).rejects.toMatchObject(refused('makes-circle'))
    await isLocated(new Map())
    await locate('disk.qcow2', 'complete')
    await expect(locate('node/inside.qcow2', 'loop')).rejects.toMatchObject(refused('makes-circle'))
    await isLocated(new Map([['/base', at('disk.qcow2')]]))
  })

  test('but not one whose own chain runs in a circle further down, which is what is wrong', async () => {
    const { call, dialogs, handlers, opener } = setUp()
    const { id } = await opener.open(at('node/inside.qcow2'))
    const layers = [
      { path: '/top' },
      { path: '/mid', recorded: { name: '/base', rule: 'located' } },
      { path: '/low', recorded: { name: 'low', rule: 'beside' } },
    ]
    const locate = (path: string) => {
      dialogs.locate.mockResolvedValueOnce(at('disk.qcow2'))
      call.mockResolvedValueOnce({ chain: { layers, state: { kind: 'loop', name: 'x', path } } })
      return handlers['image:locate'](id, '', '/base')
    }
    await expect(locate('/top')).rejects.toMatchObject(refused('makes-circle'))
    expect(await locate('/mid')).toMatchObject({ chain: { layers } })
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
    expect(call.mock.calls).toEqual([
      ['subject', 's'],
      ['subject', 's'],
    ])
    dialogs.saveReport.mockResolvedValueOnce(at('report.json'))
    call.mockResolvedValueOnce('cmp-042')
    await handlers['report:save']('s', 'json')
    expect(dialogs.saveReport).toHaveBeenLastCalledWith(
      expect.stringMatching(/^cowscope-report-cmp-042-\d{4}-\d\d-\d\d$/),
      'json',
    )
    expect(call).toHaveBeenLastCalledWith('report', 's', 'json', at('report.json'), 'en')
  })
})

describe('the clean-up plan', () => {
  test('is saved as a report is, never below what was opened', async () => {
    const { call, dialogs, handlers, opener } = setUp()
    await opener.open(at('node'))
    expect(await handlers['plan:save']('s', 'plan-script', [1])).toBeUndefined()
    dialogs.saveReport.mockResolvedValueOnce(at('node/plan.sh'))
    await expect(handlers['plan:save']('s', 'plan-script', [1])).rejects.toMatchObject(
      refused('inside-opened-root'),
    )
    expect(call.mock.calls.map(([name]) => name)).toEqual(['subject', 'subject'])
    dialogs.saveReport.mockResolvedValueOnce(at('plan.sh'))
    await handlers['plan:save']('s', 'plan-script', [1])
    const args = ['s', 'plan-script', [1], at('plan.sh'), 'en']
    expect(call).toHaveBeenLastCalledWith('savePlan', ...args)
  })

  test('goes to the clipboard past the window, however long it is', async () => {
    const { call, desktop, handlers } = setUp()
    call.mockResolvedValueOnce('# plan')
    await handlers['plan:copy']('s', 'plan-markdown', 'all')
    expect(call).toHaveBeenCalledExactlyOnceWith('planText', 's', 'plan-markdown', 'all', 'en')
    expect(desktop.copyText).toHaveBeenCalledExactlyOnceWith('# plan')
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
