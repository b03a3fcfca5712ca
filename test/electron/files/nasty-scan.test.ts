import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { FileTree } from '../../../shared/files/tree.ts'
import type { Scan, ScannedEntry } from '../../../shared/scan/model.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { duOf } from '../../helpers/programs/du.ts'
import { buildScanProgram, unprivileged } from '../../helpers/scan/scan-child.ts'
import { scanTree } from '../../helpers/scan/scan-tree.ts'
import { allocatedBy, entriesOf } from '../../helpers/scan/scans.ts'
import { loadTree } from '../../helpers/trees/load-tree.ts'
import { memoryTree } from '../../helpers/trees/memory-tree.ts'
import {
  makeNastyTree,
  RAW_NAME_TEXT,
  SHA1,
  SPARSE_LENGTH,
  temporaryFolder,
  UUIDS,
} from '../../helpers/trees/nasty-tree.ts'

const [first, second, third] = UUIDS
const root = temporaryFolder()
let server: Server
let program: string

beforeAll(async () => {
  server = await makeNastyTree(root)
  program = await buildScanProgram()
})
afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

function entry(scan: Scan, path: string): ScannedEntry {
  const found = entriesOf(scan).find((candidate) => candidate.path === path)
  if (!found) throw new Error(`no entry ${JSON.stringify(path)}`)
  return found
}

describe('a scan of everything that a reader may stumble over', () => {
  test('finds the good image beside the bad ones', () => {
    const scan = scanTree(liveTree(root))
    expect(scan.end).toEqual({ state: 'complete' })
    expect(entry(scan, `${first}/disk`).image).toMatchObject({
      format: 'qcow2',
      virtualSize: 2 ** 30,
    })
    expect(entry(scan, `${first}/disk.eph0`).image?.fault?.code).toBe('truncated')
    expect(entry(scan, `${first}/disk.swap`)).toMatchObject({ length: 0, allocated: 0 })
    expect(entry(scan, `${second}/disk`)).toMatchObject({ type: 'fifo', role: 'disk' })
    expect(entry(scan, `${second}/console.log`).type).toBe('socket')
    expect(entry(scan, `${third}/dir-${RAW_NAME_TEXT}/in`).length).toBe(1)
    expect(entry(scan, `${third}/two\nlines`).length).toBe(1)
    expect(scan.units.flatMap(({ textFaults = [] }) => textFaults)).toMatchObject([
      { path: `${second}/disk.info`, fault: { code: 'invalid' } },
    ])
  })

  test('tells a sparse file by what it has allocated', () => {
    const sparse = entry(scanTree(liveTree(root)), `${first}/disk.config`)
    expect(sparse.length).toBe(SPARSE_LENGTH)
    expect(sparse.allocated).toBeLessThan(2 ** 20)
  })

  test('is the same of a copy in memory', () => {
    const live = scanTree(liveTree(root), { now: () => 0 })
    const copy = scanTree(memoryTree(loadTree(Buffer.from(root)), root), { now: () => 0 })
    expect(withoutTheDisk(live)).toEqual(withoutTheDisk(copy))
  })

  test('marks as changed what shrinks after it was opened', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'image.qcow2')
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', path, '1G'])
    const tree = liveTree(folder)
    const shrinking: FileTree = {
      rootPath: tree.rootPath,
      list: (at) => tree.list(at),
      lstat: (at) => tree.lstat(at),
      readLink: (at) => tree.readLink(at),
      statfs: (at) => tree.statfs(at),
      identity: (at) => tree.identity(at),
      openedAt: (at) => tree.openedAt(at),
      open: (at) => {
        const file = tree.open(at)
        truncateSync(path, 50)
        return file
      },
      openListed: (at) => {
        const file = tree.openListed(at)
        truncateSync(path, 50)
        return file
      },
    }
    const scan = scanTree(shrinking)
    expect(entry(scan, 'image.qcow2').image?.fault?.code).toBe('changed')
    rmSync(folder, { recursive: true })
  })
})

describe('the sum of what is allocated is what du(1) says', () => {
  test('of an instances_path with all its oddities', () => {
    expect(allocatedBy(scanTree(liveTree(root)))).toBe(duOf(root))
  })

  test('of one instance, and of any folder', () => {
    for (const folder of [join(root, first), join(root, third), dirname(program)]) {
      expect(allocatedBy(scanTree(liveTree(folder)))).toBe(duOf(folder))
    }
  })

  test('of the places of a node, with the cache outside of instances_path', () => {
    const node = temporaryFolder()
    const instances = join(node, 'var/lib/nova/instances')
    for (const path of [
      'srv/cache',
      'var/lib/glance/images',
      'etc/libvirt/qemu/networks',
      'home',
    ]) {
      mkdirSync(join(node, path), { recursive: true })
    }
    mkdirSync(join(instances, first), { recursive: true })
    symlinkSync('/srv/cache', join(instances, '_base'))
    for (const path of [`srv/cache/${SHA1}`, 'home/not-looked-at', 'etc/libvirt/qemu/a.xml']) {
      writeFileSync(join(node, path), 'x'.repeat(10_000))
    }
    const { covered = [] } = planScan(liveTree(node))
    expect(covered).toEqual(['etc', 'srv', 'var'])
    const scan = scanTree(liveTree(node))
    expect(allocatedBy(scan)).toBe(duOf(...covered.map((place) => join(node, place))))
    rmSync(node, { recursive: true })
  })
})

describe('without the right to read', () => {
  test('folders and files are entries with the reason, and the rest goes on', () => {
    const node = temporaryFolder()
    for (const [name, mode] of [
      ['no-read', 0o311],
      ['no-search', 0o644],
      ['nothing', 0],
    ] as const) {
      mkdirSync(join(node, name))
      writeFileSync(join(node, name, 'disk.qcow2'), 'x')
      chmodSync(join(node, name), mode)
    }
    writeFileSync(join(node, 'closed.qcow2'), 'x', { mode: 0o200 })
    writeFileSync(join(node, 'open.raw'), 'x')
    // Root may read everything: the scan runs as somebody who may not.
    const child = spawnSync(process.execPath, [program, node], {
      encoding: 'utf8',
      ...unprivileged(),
    })
    expect(child.stderr).toBe('')
    const scan: Scan = JSON.parse(child.stdout)
    const faults = entriesOf(scan).flatMap(({ path, fault }) =>
      fault ? [[path, fault.errno]] : [],
    )
    expect(faults.sort()).toEqual([
      ['closed.qcow2', 'EACCES'],
      ['no-read', 'EACCES'],
      ['no-search/disk.qcow2', 'EACCES'],
      ['nothing', 'EACCES'],
    ])
    expect(entry(scan, 'open.raw').image?.format).toBe('raw')
    expect(scan.end).toEqual({ state: 'complete' })
    for (const name of ['no-read', 'no-search', 'nothing']) chmodSync(join(node, name), 0o755)
    rmSync(node, { recursive: true })
  })
})

/** Without what a copy in memory cannot have in common with the disk: file systems, and the inode of instances_path. */
function withoutTheDisk({ fileSystem: _, layout, ...scan }: Scan): object {
  return { ...scan, layout: { ...layout, fileSystems: undefined, instancesKey: undefined } }
}
