import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../../shared/ipc/contract.ts'
import { MAX_PATHS, type Place } from '../../../shared/ipc/places.ts'
import { handlersHere } from './handlers-here.ts'

const { at, setUp } = handlersHere()

const codes = (results: readonly Result<Place>[]) =>
  results.map((result) => (result.ok ? result.value.kind : result.failure.code))

describe('opening places', () => {
  test('the page cannot open a path of its own making', async () => {
    const { handlers } = setUp()
    expect(codes(await handlers['place:open']([at('node'), '/etc/shadow']))).toEqual([
      'not-granted',
      'not-granted',
    ])
  })

  test('a folder in an opened one opens, but none that a symlink in it leads out to, and no file', async () => {
    const { handlers, opener, grants } = setUp()
    mkdirSync(at('node/inside/deep'), { recursive: true })
    mkdirSync(at('beside'))
    writeFileSync(at('node/file.raw'), '')
    symlinkSync(at('beside'), at('node/out'))
    expect(codes(await handlers['place:open']([at('node/inside')]))).toEqual(['not-granted'])
    opener.give(at('node'))
    await handlers['place:open']([at('node')])
    expect(codes(await handlers['place:open']([at('node/inside/deep')]))).toEqual(['folder'])
    for (const name of ['node/out', 'node/../beside', 'node/file.raw', 'nodes', 'beside']) {
      expect(codes(await handlers['place:open']([at(name)]))).toEqual(['not-granted'])
    }
    expect(grants.folders()).toEqual([at('node'), at('node/inside/deep')])
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
    const paths = Array.from({ length: MAX_PATHS }, (_, n) => at(`image-${n}`))
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
      path: at(''),
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
    expect(recent).toMatchObject([{ paths: [at('node')], kind: 'folder', present: true }])
    expect(codes(await handlers['place:open']([at('node')]))).toEqual(['folder'])
    expect(await handlers['recent:list']()).toMatchObject([{ paths: [at('node')] }])
    expect(await handlers['recent:forget']([at('node')])).toEqual([])
    expect(await handlers['recent:list']()).toEqual([])
    expect(codes(await handlers['place:open']([at('node')]))).toEqual(['not-granted'])
  })

  test('a recent place opens with the root that it was opened with, and a drop of it without', async () => {
    const { handlers, opener, grants } = setUp()
    const rootOf = async (paths: readonly string[]) => {
      const [opened] = await handlers['place:open'](paths)
      return opened?.ok === true ? grants.get(opened.value.id).root : 'not opened'
    }
    mkdirSync(at('root'))
    const [node, image] = [at('node'), at('disk.qcow2')]
    await opener.openAll({ paths: [image], root: at('root') })
    await opener.openAll({ paths: [node, image], root: at('root') })
    await opener.openAll({ paths: [node] })
    expect([await rootOf([image]), await rootOf([node])]).toEqual([at('root'), undefined])
    const { recent } = await handlers['app:bootstrap']()
    expect(recent).toMatchObject([
      { paths: [node] },
      { paths: [image], root: at('root') },
      { root: at('root') },
    ])
    opener.give(image)
    expect(await rootOf([image])).toBeUndefined()
  })

  test('what was opened together is one recent place, in whatever order it is opened again', async () => {
    const { handlers, opener } = setUp()
    const recent = async () => (await handlers['app:bootstrap']()).recent
    const paths = [at('node'), at('store')]
    mkdirSync(at('store'))
    for (const path of [...paths, at('disk.qcow2')]) opener.give(path)
    await handlers['place:open']([...paths].reverse())
    const [joined] = await handlers['place:open'](paths)
    await handlers['place:open']([at('disk.qcow2')])
    expect(await recent()).toMatchObject([
      { paths: [at('disk.qcow2')], kind: 'image' },
      { paths, kind: 'folder' },
    ])
    rmSync(at('store'), { recursive: true })
    expect(await recent()).toMatchObject([{}, { present: true }])
    mkdirSync(at('store'))
    expect(await handlers['place:open'](paths)).toEqual([joined])
    expect(await handlers['recent:forget'](paths)).toMatchObject([{ paths: [at('disk.qcow2')] }])
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

  test('what was missing is left out when that is asked for: the rest is as if opened alone', async () => {
    const { handlers, opener, grants } = setUp()
    for (const path of [at('node'), at('none'), at('disk.qcow2')]) opener.give(path)
    const opened = async (...paths: readonly string[]) => {
      const [first] = await handlers['place:open'](paths)
      if (first?.ok !== true) throw new Error('nothing was opened')
      return first.value
    }
    const alone = await opened(at('node'))
    const lacking = await opened(at('node'), at('none'))
    expect(await handlers['place:leave-out'](lacking.id)).toEqual(alone)
    const both = await opened(at('node'), at('disk.qcow2'))
    const more = await opened(at('node'), at('none'), at('disk.qcow2'))
    expect(grants.get(more.id).notOpened).toHaveLength(1)
    expect(await handlers['place:leave-out'](more.id)).toEqual(both)
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
