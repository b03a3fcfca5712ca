import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { inEnglish } from '../../helpers/in-english.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import { directory, file, type MemoryNode, memoryTree } from '../../helpers/trees/memory-tree.ts'
import { QCOW2_MAGIC, SHA1, UUIDS } from '../../helpers/trees/nasty-tree.ts'
import { entry, rolesOf, scan, sectors } from './scanned-unit.ts'

const [uuid] = UUIDS

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
  expect(inEnglish(bad.textFaults?.[0])).toMatchObject({
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
      directory({
        disk: file(image, { allocated: 1 }),
        'disk.swap': file(new Uint8Array(2 ** 21)),
        'disk.config': file(sectors),
      }),
    )
    expect(entry(result, 'disk')).toMatchObject({
      allocated: image.length,
      allocatedFrom: 'tables',
    })
    expect(entry(result, 'disk.swap')).toMatchObject({ allocated: 0, allocatedFrom: 'unknown' })
    // Too short to have holes worth counting.
    expect(entry(result, 'disk.config')).not.toHaveProperty('allocatedFrom')
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
  const delta = `${'ab'.repeat(16)}.delta`
  const root = directory({
    _base: directory({ [SHA1]: file() }),
    [uuid]: directory({ disk: file() }),
    locks: directory({ 'nova-x': file(), 'nova-kept.tar': file('kept'), 'kept.tar': file() }),
    snapshots: directory({
      tmp1: directory({ [delta]: file(QCOW2_MAGIC), 'kept.tar': file() }),
      kept: directory({ [delta]: file(QCOW2_MAGIC) }),
      'kept.qcow2': file(QCOW2_MAGIC),
    }),
    compute_nodes: file('{}'),
    tmpabcdef: file(),
    stranger: directory({ disk: file(sectors) }),
  })
  const result = scanUnit(memoryTree(root), { kind: 'top', path: '', skip: ['_base'] })
  expect(rolesOf(result)).toEqual({
    '': 'directory',
    locks: 'directory',
    'locks/nova-x': 'lock',
    'locks/nova-kept.tar': 'unknown',
    'locks/kept.tar': 'unknown',
    snapshots: 'directory',
    'snapshots/tmp1': 'directory',
    [`snapshots/tmp1/${delta}`]: 'snapshot',
    'snapshots/tmp1/kept.tar': 'unknown',
    'snapshots/kept': 'directory',
    [`snapshots/kept/${delta}`]: 'unknown',
    'snapshots/kept.qcow2': 'unknown',
    compute_nodes: 'compute_nodes',
    tmpabcdef: 'temporary',
    stranger: 'directory',
    'stranger/disk': 'unknown',
  })
})

test('an image that somebody keeps beside the instances has its format, and a text has none', () => {
  const root = directory({ 'kept.qcow2': file(qcow2Image()), notes: file(new Uint8Array(64)) })
  const result = scanUnit(memoryTree(root), { kind: 'top', path: '' })
  expect(entry(result, 'kept.qcow2').image?.format).toBe('qcow2')
  expect(entry(result, 'kept.qcow2').image?.virtualSize).toBeGreaterThan(0)
  expect(entry(result, 'notes').image).toBeUndefined()
})

test('an image that somebody keeps beside the disks of an instance has its format, and a cut one its fault', () => {
  const root = directory({
    'mycopy.qcow2': file(qcow2Image()),
    'cut.qcow2': file(qcow2Image().subarray(0, 60)),
    notes: file(new Uint8Array(64)),
  })
  const result = scan('instance', root)
  const { image, role } = entry(result, 'mycopy.qcow2')
  expect([role, image?.format]).toEqual(['unknown', 'qcow2'])
  expect(image?.virtualSize).toBeGreaterThan(0)
  expect(entry(result, 'cut.qcow2').image?.fault).toBeDefined()
  expect(entry(result, 'notes').image).toBeUndefined()
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
