import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../../electron/failure.ts'
import { Grants } from '../../../electron/grants/grants.ts'
import { liesWithin } from '../../../electron/grants/lies-within.ts'

let folder: string
let grants: Grants
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cowscope-grants-')))
  mkdirSync(join(folder, 'node/instances'), { recursive: true })
  mkdirSync(join(folder, 'out'))
  writeFileSync(join(folder, 'disk.qcow2'), 'QFI')
  grants = new Grants()
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (path: string) => join(folder, path)
const code = (error: unknown) => (error instanceof Refusal ? error.failure.code : error)
const refusal = (work: Promise<unknown>) => work.then(() => 'granted', code)

describe('opening', () => {
  test('a folder and a file are places; the same one again is the same place', async () => {
    symlinkSync(at('node'), at('link'))
    const node = await grants.open(at('node'))
    expect(node).toMatchObject({ kind: 'folder', path: at('node'), sample: false })
    expect(await grants.open(at('link'))).toEqual(node)
    expect(await grants.open(at('disk.qcow2'))).toMatchObject({ kind: 'image' })
  })

  test('an image by a symlink is a place of its own, which knows the name that qemu goes on from', async () => {
    symlinkSync(at('node'), at('linked-folder'))
    symlinkSync(at('disk.qcow2'), at('node/disk'))
    const linked = await grants.open(at('linked-folder/disk'))
    expect(grants.get(linked.id)).toMatchObject({
      realPath: at('disk.qcow2'),
      named: at('node/disk'),
    })
    expect(await grants.open(at('node/disk'))).toEqual(linked)
    const plain = await grants.open(at('disk.qcow2'))
    expect(plain).not.toEqual(linked)
    expect(grants.get(plain.id).named).toBeUndefined()
  })

  test('a name that is not UTF-8 is that of the file, not of one that looks alike', async () => {
    const bytes = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])])
    mkdirSync(bytes)
    writeFileSync(at('\ufffd'), '')
    const place = await grants.open(at('\udcff'))
    expect(place).toMatchObject({ kind: 'folder', path: at('\udcff') })
    expect(grants.get(place.id).realPath).toBe(at('\udcff'))
    await expect(refusal(grants.targetOf(at('\udcff/report.json')))).resolves.toBe(
      'inside-opened-root',
    )
  })

  test('several are one place: the same in any order, another with another root', async () => {
    mkdirSync(at('other'))
    const joined = async (names: readonly string[], root?: string) => {
      const options = root === undefined ? {} : { root: at(root) }
      const places = await Promise.all(names.map((name) => grants.open(at(name), options)))
      return grants.get(grants.join(places).id)
    }
    const first = await joined(['node', 'out'], 'other')
    const second = await joined(['node', 'out'], 'node/instances')
    const third = await joined(['node', 'out'])
    expect([first.root, second.root, third.root]).toEqual([
      at('other'),
      at('node/instances'),
      undefined,
    ])
    expect(await joined(['out', 'node'])).toBe(third)
    expect(await joined(['out', 'node', 'out'], 'other')).toBe(first)
    expect(await joined(['node', 'other'])).not.toBe(third)
  })

  test('what is not there, or neither folder nor file, is refused with the reason', async () => {
    execFileSync('mkfifo', [at('fifo')])
    symlinkSync('loop', at('loop'))
    expect(await refusal(grants.open(at('none')))).toBe('not-found')
    expect(await refusal(grants.open(at('fifo')))).toBe('not-a-file')
    expect(await refusal(grants.open(at('loop')))).toBe('symlink-loop')
    expect(await refusal(grants.open('/dev/null'))).toBe('not-a-file')
  })

  test('an id that was not handed out is refused', () => {
    expect(() => grants.get('place-1')).toThrow(Refusal)
  })
})

describe('paths inside a place', () => {
  test('a folder has paths inside, an image only itself', async () => {
    const node = await grants.open(at('node'))
    const image = await grants.open(at('disk.qcow2'))
    expect(grants.pathOf(node.id, 'instances')).toBe(at('node/instances'))
    expect(grants.pathOf(image.id, '')).toBe(at('disk.qcow2'))
    expect(() => grants.pathOf(image.id, 'other.qcow2')).toThrow(Refusal)
  })

  test('opening an image grants that file and nothing beside it', async () => {
    await grants.open(at('disk.qcow2'))
    expect(grants.files()).toEqual([at('disk.qcow2')])
    expect(grants.folders()).toEqual([])
  })

  test('of a folder only it may be read, with what was pointed at for it; an image goes by all that is open', async () => {
    const [node, other] = [await grants.open(at('node')), await grants.open(at('out'))]
    const image = await grants.open(at('disk.qcow2'))
    expect(grants.readableFor(node.id)).toEqual({ folders: [at('node')], files: [] })
    await grants.locate(node.id, '/var/base', at('disk.qcow2'))
    expect(grants.readableFor(node.id)).toEqual({
      folders: [at('node')],
      files: [at('disk.qcow2')],
    })
    expect(grants.readableFor(other.id)).toEqual({ folders: [at('out')], files: [] })
    expect(grants.readableFor(image.id).folders).toEqual([at('node'), at('out')])
    const joined = grants.join([node, image])
    expect(grants.readableFor(joined.id)).toEqual({
      folders: [at('node')],
      files: [at('disk.qcow2')],
    })
  })

  test('a located file is granted for its name', async () => {
    const { id } = await grants.open(at('node'))
    const grant = await grants.locate(id, '/var/base', at('disk.qcow2'))
    expect([...grant.located]).toEqual([['/var/base', at('disk.qcow2')]])
    expect(grants.files()).toEqual([at('disk.qcow2')])
    expect(await refusal(grants.locate(id, 'x', at('out')))).toBe('not-a-file')
  })

  test('two files that are located at once are both granted', async () => {
    const { id } = await grants.open(at('node'))
    const names = ['/var/base', '/var/data']
    await Promise.all(names.map((name) => grants.locate(id, name, at('disk.qcow2'))))
    expect([...grants.get(id).located.keys()].sort()).toEqual(names)
  })
})

describe('the target of a report', () => {
  test('may lie anywhere but inside what was opened, also by way of a symlink', async () => {
    symlinkSync(at('node/instances'), at('way-in'))
    await grants.open(at('node'))
    expect(await refusal(grants.targetOf(at('out/report.json')))).toBe('granted')
    expect(await refusal(grants.targetOf(at('node/report.json')))).toBe('inside-opened-root')
    expect(await refusal(grants.targetOf(at('way-in/r.json')))).toBe('inside-opened-root')
  })

  test('may not be an opened image, also by way of a symlink', async () => {
    symlinkSync(at('disk.qcow2'), at('out/r.json'))
    await grants.open(at('disk.qcow2'))
    expect(await refusal(grants.targetOf(at('disk.qcow2')))).toBe('inside-opened-root')
    expect(await refusal(grants.targetOf(at('out/r.json')))).toBe('inside-opened-root')
  })

  test('may not be another name of an opened image', async () => {
    linkSync(at('disk.qcow2'), at('out/hard.qcow2'))
    await grants.open(at('disk.qcow2'))
    expect(await refusal(grants.targetOf(at('out/hard.qcow2')))).toBe('inside-opened-root')
  })

  test('may not be what a file would take the place of, also by way of a symlink', async () => {
    execFileSync('mkfifo', [at('out/fifo')])
    const server = createServer().listen(at('out/socket'))
    await once(server, 'listening')
    symlinkSync('fifo', at('out/to-fifo'))
    symlinkSync('round', at('out/round'))
    const answers = ['fifo', 'socket', 'to-fifo', 'round'].map((name) =>
      refusal(grants.targetOf(at(`out/${name}`))),
    )
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['target-is-no-file']))
    server.close()
  })

  test('may not be a folder, and may be a file, what a link to one leads to, or a link to nothing', async () => {
    writeFileSync(at('out/old.json'), 'old')
    symlinkSync('old.json', at('out/to-file'))
    symlinkSync('none', at('out/to-nothing'))
    expect(await refusal(grants.targetOf(at('out')))).toBe('target-is-folder')
    expect(await grants.targetOf(at('out/old.json'))).toBe(at('out/old.json'))
    expect(await grants.targetOf(at('out/to-file'))).toBe(at('out/old.json'))
    expect(await grants.targetOf(at('out/to-nothing'))).toBe(at('out/to-nothing'))
  })
})

test.each([
  ['/mnt/a', '/mnt/a', true],
  ['/mnt/a', '/mnt/a/b', true],
  ['/', '/mnt', true],
  ['/mnt/a', '/mnt/ab', false],
  ['/mnt/a', '/mnt', false],
])('%s holds %s: %s', (root, path, expected) => {
  expect(liesWithin(root, path)).toBe(expected)
})
