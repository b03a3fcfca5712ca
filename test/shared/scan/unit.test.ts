import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { OpenFile } from '../../../shared/files/tree.ts'
import type { ScannedEntry, UnitResult } from '../../../shared/scan/model.ts'
import type { ScanUnit } from '../../../shared/scan/scan-unit.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import {
  directory,
  file,
  type MemoryNode,
  memoryTree,
  nested,
  symlink,
} from '../../helpers/memory-tree.ts'
import { QCOW2_MAGIC, SHA1, UUIDS } from '../../helpers/nasty-tree.ts'
import { qemuImg } from '../../helpers/qemu-img.ts'

const [uuid] = UUIDS
const sectors = new Uint8Array(1024 * 1024)

function scan(kind: ScanUnit['kind'], root: MemoryNode): UnitResult {
  return scanUnit(memoryTree(root), { kind, path: '' })
}

function entry(result: UnitResult, path: string): ScannedEntry {
  const found = result.entries.find((candidate) => candidate.path === path)
  if (!found) throw new Error(`no entry ${path}`)
  return found
}

function rolesOf(result: UnitResult): Readonly<Record<string, string>> {
  return Object.fromEntries(result.entries.map(({ path, role }) => [path, role]))
}

describe('an instance', () => {
  test('has its files by their roles, and only disks are read', () => {
    const result = scan(
      'instance',
      directory({
        disk: file(sectors),
        'disk.eph0': file(QCOW2_MAGIC),
        'disk.rescue': file(sectors),
        'kernel.rescue': file(sectors),
        'console.log': file(sectors),
        swtpm: directory({ [uuid]: directory({ disk: file(sectors) }) }),
        rootfs: directory({ disk: file(sectors), etc: directory() }),
      }),
    )
    expect(rolesOf(result)).toEqual({
      '': 'directory',
      disk: 'disk',
      'disk.eph0': 'disk.eph',
      'disk.rescue': 'rescue',
      'kernel.rescue': 'rescue',
      'console.log': 'console.log',
      swtpm: 'directory',
      [`swtpm/${uuid}`]: 'directory',
      [`swtpm/${uuid}/disk`]: 'swtpm',
      rootfs: 'directory',
      'rootfs/disk': 'rootfs',
      'rootfs/etc': 'directory',
    })
    const read = result.entries.filter(({ image }) => image).map(({ path }) => path)
    expect(read).toEqual(['disk', 'disk.eph0', 'disk.rescue'])
    expect(entry(result, 'disk').image).toEqual({ format: 'raw', virtualSize: sectors.length })
    expect(entry(result, 'disk.eph0').image?.fault?.code).toBe('truncated')
  })

  test('may keep its disk in a directory, as ploop does', () => {
    const ploop = directory({ 'root.hds': file(sectors), 'DiskDescriptor.xml': file('<x/>') })
    const result = scan('instance', directory({ disk: ploop }))
    expect(entry(result, 'disk/root.hds')).toMatchObject({ role: 'disk', image: { format: 'raw' } })
    expect(entry(result, 'disk/DiskDescriptor.xml').role).toBe('ploop.descriptor')
  })

  test('gives disk.info and libvirt.xml, or why they cannot be understood', () => {
    const xml = `<domain><name>instance-00000001</name><uuid>${uuid}</uuid></domain>`
    const good = scan(
      'instance',
      directory({ 'disk.info': file('{"/x/disk": "raw"}'), 'libvirt.xml': file(xml) }),
    )
    expect(good.diskInfo).toEqual({ disk: 'raw' })
    expect(good.domains).toMatchObject([
      { path: 'libvirt.xml', uuid, libvirtName: 'instance-00000001' },
    ])
    expect(good).not.toHaveProperty('textFaults')
    const bad = scan(
      'instance',
      directory({ 'disk.info': file(new Uint8Array(100_000)), 'libvirt.xml': file('<domain/>') }),
    )
    expect(bad.textFaults?.map(({ path, fault }) => [path, fault.code])).toEqual([
      ['disk.info', 'limit'],
      ['libvirt.xml', 'invalid'],
    ])
  })
})

test('compute_nodes says who uses the instances_path', () => {
  const result = scan('top', directory({ compute_nodes: file('{"a": 2, "b": 3.5}') }))
  expect(result.computeNodes).toEqual([
    { host: 'b', seenMs: 3500 },
    { host: 'a', seenMs: 2000 },
  ])
  const bad = scan('top', directory({ compute_nodes: file('{"a"') }))
  expect(bad.textFaults?.[0]).toMatchObject({
    path: 'compute_nodes',
    fault: { found: 'other text' },
  })
})

test('a file system that is mounted inside a unit is noted once', () => {
  const other = { ...directory({ x: directory() }), stat: { dev: 9 } }
  const result = scan('top', directory({ here: directory(), there: other }))
  expect(result.dev).toBe(1)
  expect(result.mounts).toMatchObject([{ dev: 9, path: 'there' }])
})

describe('on a file system that makes blocks up', () => {
  const scanned = (root: MemoryNode) =>
    scanUnit(memoryTree(root), { kind: 'instance', path: '', untrustedBlocks: true })

  test('allocated bytes of a qcow2 image come from its tables, of anything else from nowhere', () => {
    const image = qcow2Image()
    const result = scanned(
      directory({ disk: file(image, { allocated: 1 }), 'disk.swap': file(sectors) }),
    )
    expect(entry(result, 'disk')).toMatchObject({
      allocated: image.length,
      allocatedFrom: 'tables',
    })
    expect(entry(result, 'disk.swap').allocatedFrom).toBe('unknown')
  })

  test('an image that is damaged does not say either', () => {
    const result = scanned(directory({ disk: file(QCOW2_MAGIC) }))
    expect(entry(result, 'disk').allocatedFrom).toBe('unknown')
  })

  test('and on any other nothing is said of where they come from', () => {
    const result = scan('instance', directory({ disk: file(qcow2Image()) }))
    expect(entry(result, 'disk')).not.toHaveProperty('allocatedFrom')
  })
})

/** An empty image as qemu-img makes it: header, refcount table, refcount block, L1 table. */
function qcow2Image(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-test-'))
  try {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'x', '1G')
    return new Uint8Array(readFileSync(join(folder, 'x')))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a cache has its names read, and its checksums are no images', () => {
  const result = scan(
    'base',
    directory({ [SHA1]: file(sectors), [`${SHA1}.info`]: file('{}'), other: file(sectors) }),
  )
  expect(entry(result, SHA1)).toMatchObject({ role: 'base', base: { kind: 'original' } })
  expect(entry(result, `${SHA1}.info`)).not.toHaveProperty('image')
  expect(entry(result, 'other')).toMatchObject({ base: { kind: 'unknown' }, image: {} })
})

test('the rest of an instances_path leaves out what are units of their own', () => {
  const root = directory({
    _base: directory({ [SHA1]: file() }),
    [uuid]: directory({ disk: file() }),
    locks: directory({ 'nova-x': file() }),
    snapshots: directory({ tmp1: directory({ 'x.delta': file(QCOW2_MAGIC) }) }),
    compute_nodes: file('{}'),
    tmpabcdef: file(),
    stranger: directory({ disk: file(sectors) }),
  })
  const result = scanUnit(memoryTree(root), { kind: 'top', path: '', skip: ['_base'] })
  expect(rolesOf(result)).toEqual({
    '': 'directory',
    locks: 'directory',
    'locks/nova-x': 'lock',
    snapshots: 'directory',
    'snapshots/tmp1': 'directory',
    'snapshots/tmp1/x.delta': 'snapshot',
    compute_nodes: 'compute_nodes',
    tmpabcdef: 'temporary',
    stranger: 'directory',
    'stranger/disk': 'unknown',
  })
})

test("a snapshot's folder elsewhere holds what Nova names, and nothing else is a snapshot", () => {
  const name = 'ab'.repeat(16)
  const root = directory({
    [name]: file(QCOW2_MAGIC),
    [`${name}.delta`]: file(QCOW2_MAGIC),
    'thesis.txt': file(),
    other: directory({ [name]: file(QCOW2_MAGIC) }),
  })
  expect(rolesOf(scanUnit(memoryTree(root), { kind: 'snapshots', path: '' }))).toEqual({
    '': 'directory',
    [name]: 'snapshot',
    [`${name}.delta`]: 'snapshot',
    'thesis.txt': 'unknown',
    other: 'directory',
    [`other/${name}`]: 'unknown',
  })
})

test('domain XML is read at the top of its folder only', () => {
  const xml = `<domain><uuid>${uuid}</uuid></domain>`
  const root = directory({ 'a.xml': file(xml), networks: directory({ 'default.xml': file(xml) }) })
  expect(scan('domains', root).domains).toMatchObject([{ path: 'a.xml', uuid }])
})

describe('any folder', () => {
  test('has as images what has a format, a telling name or the size of a disk', () => {
    const result = scan(
      'folder',
      directory({
        'notes.txt': file('text'),
        'empty.qcow2': file(),
        nothing: file(),
        nameless: file(sectors),
        'archive.tar': file(sectors),
        'short.bin': file(QCOW2_MAGIC),
        'data.img': file('x'),
      }),
    )
    const images = result.entries.filter(({ role }) => role === 'image').map(({ path }) => path)
    expect(images).toEqual(['data.img', 'empty.qcow2', 'nameless', 'short.bin'])
    expect(entry(result, 'notes.txt')).not.toHaveProperty('image')
  })
})

describe('what cannot be read', () => {
  const failure = { code: 'permission', errno: 'EACCES' } as const

  test('is an entry with its reason, and the rest goes on', () => {
    const result = scan(
      'instance',
      directory({
        closed: { ...directory(), failure },
        disk: { ...file(sectors), failure },
        'disk.info': { ...file('{}'), failure },
        link: { ...symlink('x'), failure },
        'disk.swap': file(sectors),
      }),
    )
    for (const path of ['closed', 'disk', 'disk.info', 'link']) {
      expect(entry(result, path).fault).toEqual({ ...failure, path })
    }
    expect(entry(result, 'disk').length).toBe(sectors.length)
    expect(entry(result, 'disk.swap').image?.format).toBe('raw')
  })

  test('may be the unit itself', () => {
    const result = scanUnit(memoryTree(directory()), { kind: 'instance', path: 'gone' })
    expect(result.entries).toMatchObject([{ path: 'gone', fault: { code: 'not-found' } }])
  })

  test('may be an entry that goes away after it was listed', () => {
    const tree = memoryTree(directory())
    const late = { ...tree, list: () => [{ name: 'disk', type: 'file' as const }] }
    const result = scanUnit(late, { kind: 'instance', path: '' })
    expect(entry(result, 'disk')).toMatchObject({ role: 'disk', fault: { code: 'not-found' } })
  })

  test('may lie too deep', () => {
    const result = scan('folder', nested(Array(80).fill('d').join('/'), file()))
    expect(result.entries).toHaveLength(66)
    expect(result.entries.at(-1)?.fault?.code).toBe('too-deep')
  })

  test('an image that shrinks while it is read has changed', () => {
    const shrinking: OpenFile = { size: 65536, read: () => 4, close: () => undefined }
    const content = (): OpenFile => shrinking
    const result = scan('instance', directory({ disk: { type: 'file', content } }))
    expect(entry(result, 'disk').image?.fault?.code).toBe('changed')
    expect(entry(result, 'disk')).not.toHaveProperty('fault')
  })

  test('each file that is opened is closed, whatever happens', () => {
    let open = 0
    const content = (): OpenFile => {
      open++
      return {
        size: 100,
        read: () => {
          throw new Error('a bug')
        },
        close: () => {
          open--
        },
      }
    }
    const root = directory({ disk: { type: 'file', content } })
    expect(() => scan('instance', root)).toThrow('a bug')
    expect(open).toBe(0)
  })
})

test('symlinks say where they lead to and are never followed', () => {
  const result = scan(
    'instance',
    directory({
      disk: symlink('disk.swap'),
      'disk.swap': file(sectors),
      loop: symlink('loop'),
      out: symlink('/etc/passwd'),
      up: symlink('../x'),
      dangling: symlink('gone'),
      here: symlink('/memory/disk.swap'),
    }),
  )
  const leaves = (path: string): boolean | undefined => entry(result, path).link?.leavesRoot
  expect(entry(result, 'disk')).toMatchObject({ type: 'symlink', link: { target: 'disk.swap' } })
  expect(entry(result, 'disk')).not.toHaveProperty('image')
  expect(['out', 'up'].map(leaves)).toEqual([true, true])
  expect(['disk', 'loop', 'dangling', 'here'].map(leaves)).toEqual([false, false, false, false])
})

test('a cancel is heard between two entries, and what is there is kept as a part', () => {
  const seen: ScannedEntry[] = []
  const root = directory({ a: file(), b: file(), c: file() })
  const result = scanUnit(
    memoryTree(root),
    { kind: 'folder', path: '' },
    { onEntry: (found) => seen.push(found), cancelled: () => seen.length >= 2 },
  )
  expect(result.entries.map(({ path }) => path)).toEqual(['', 'a'])
  expect(result.partial).toBe(true)
})

test('a unit that was read to its end is no part, also when the cancel comes with its last entry', () => {
  const seen: ScannedEntry[] = []
  const result = scanUnit(
    memoryTree(directory({ a: file() })),
    { kind: 'folder', path: '' },
    { onEntry: (found) => seen.push(found), cancelled: () => seen.length >= 2 },
  )
  expect(result.entries.map(({ path }) => path)).toEqual(['', 'a'])
  expect(result).not.toHaveProperty('partial')
})
