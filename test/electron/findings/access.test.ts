import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { joinPath } from '../../../shared/files/paths.ts'
import type { FileTree } from '../../../shared/files/tree.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { viewOfTree } from '../../helpers/scan/node-view.ts'
import { BASE, DISK, FOLDER, INSTANCES, withSpace } from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, noted, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

/** The tree with a block device at a path, which only root could make. */
function asBlock(tree: FileTree, device: string): FileTree {
  const type = 'block' as const
  return {
    ...tree,
    list: (folder) =>
      tree.list(folder).map((one) => {
        return joinPath(folder, one.name) === device ? { ...one, type } : one
      }),
    lstat: (path) => (path === device ? { ...tree.lstat(path), type } : tree.lstat(path)),
  }
}

describe('who may read and write', () => {
  test('a disk that everybody may write to', () => {
    const spoiled = node()
    chmodSync(spoiled.path(DISK), 0o662)
    expect(only(spoiled)).toMatchObject({ code: 'world-writable', evidence: { mode: '0662' } })
  })

  test.each([INSTANCES, `${INSTANCES}/_base`, FOLDER])(
    'the folder %s, in which everybody may put another file at the name of a disk or a base',
    (folder) => {
      const spoiled = node()
      chmodSync(spoiled.path(`${FOLDER}`), 0o750)
      spoiled.write(`${FOLDER}/notes/x`, '')
      chmodSync(spoiled.path(`${FOLDER}/notes`), 0o777)
      expect(lines(spoiled)).toEqual([])
      for (const mode of [0o772, 0o1777]) {
        chmodSync(spoiled.path(folder), mode)
        const open = viewOf(spoiled).findings.filter(({ code }) => code === 'world-writable')
        expect(open).toMatchObject([
          { severity: 'warning', subject: { path: folder }, evidence: { case: 'folder' } },
        ])
      }
    },
  )

  test('disks that everybody may read, told once, and only where the folder lets one through', () => {
    const spoiled = node()
    chmodSync(spoiled.path(DISK), 0o644)
    expect(lines(spoiled)).toEqual([])
    chmodSync(spoiled.path(FOLDER), 0o755)
    expect(only(spoiled)).toMatchObject({
      code: 'world-readable',
      severity: 'info',
      evidence: { count: 1, example: DISK, folder: FOLDER },
    })
  })

  test('disks of leftovers among them are counted by themselves, as sums of disks are without them', () => {
    const spoiled = node()
    const left = `${FOLDER}_resize`
    spoiled.write(`${left}/disk`, '')
    spoiled.make('qcow2', `${left}/disk`, '1M')
    for (const folder of [FOLDER, left]) {
      chmodSync(spoiled.path(folder), 0o755)
      chmodSync(spoiled.path(`${folder}/disk`), 0o644)
    }
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'world-readable')
    expect(found?.evidence).toMatchObject({ count: 2, leftovers: 1 })
    expect(found && findingText(found)).toMatch(/^2 disks, 1 of them in leftovers, may be read by/)
  })

  test('which folders let everybody through is shown by a command, however deep the disk lies', () => {
    const spoiled = node()
    const disk = `${INSTANCES}/snapshots/tmpabcdef12/${'a'.repeat(32)}`
    spoiled.write(disk, '')
    spoiled.make('qcow2', disk, '1M')
    for (const folder of ['', '/snapshots', '/snapshots/tmpabcdef12']) {
      chmodSync(spoiled.path(`${INSTANCES}${folder}`), 0o755)
    }
    chmodSync(spoiled.path(disk), 0o644)
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'world-readable')
    if (found === undefined) throw new Error('nothing is said of it')
    const [command] = findingCommands(found, (path) => spoiled.path(path))
    const shown = execFileSync('sh', ['-c', command ?? 'false'], { encoding: 'utf8' })
    expect(shown.trim().split('\n').at(-1)).toMatch(/^drwxr-xr-x .* tmpabcdef12$/)
  })

  test('a symlink that leaves the opened folder', () => {
    const spoiled = node()
    symlinkSync('../../../../../../../../../../../etc', spoiled.path(`${FOLDER}/elsewhere`))
    expect(only(spoiled)).toMatchObject({ code: 'symlink-leaves-root' })
  })

  test('a symlink in a circle, and one at the name of a disk, which is a disk that cannot be read', () => {
    const spoiled = node()
    symlinkSync('b', spoiled.path(`${FOLDER}/a`))
    symlinkSync('a', spoiled.path(`${FOLDER}/b`))
    symlinkSync('disk.eph0', spoiled.path(`${FOLDER}/disk.eph0`))
    const { findings, instances } = viewOf(spoiled)
    expect(findings).toMatchObject([
      { code: 'symlink-loop', evidence: { target: 'b' } },
      { code: 'symlink-loop', evidence: { target: 'a' } },
      { code: 'unreadable', evidence: { reason: 'loop', errno: 'ELOOP' } },
    ])
    expect(instances[0]?.incomplete).toBe('partly')
  })

  test('a FIFO, also at the name of a disk, and how bad that is where the domain has it as one', () => {
    const spoiled = node()
    const eph = `${FOLDER}/disk.eph0`
    execFileSync('mkfifo', [spoiled.path(`${FOLDER}/pipe`), spoiled.path(eph)])
    const shown = () => {
      const { findings, instances, totals } = viewOf(spoiled)
      expect(instances[0]?.incomplete).toBeUndefined()
      expect(totals).toMatchObject({ unreadable: 0, hidden: 0, incompleteInstances: 0 })
      return findings.map(({ code, severity, evidence, subject }) => [
        `${severity} ${code} ${String(evidence['case'])}`,
        subject.path,
      ])
    }
    const pipe = ['info special-file fifo', `${FOLDER}/pipe`]
    expect(shown()).toEqual([['info special-file fifo', eph], pipe])
    spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
    expect(shown()).toEqual([['high special-file disk-fifo', eph], pipe])
    // It is not outside of what was opened.
    expect(viewOf(spoiled).accounting.nova?.unknown).toBe('incomplete')
  })

  test.each(['var/lib/nova/pipe', `${INSTANCES}/pipe`])(
    'a FIFO that a symlink at the name of a disk leads to, %s, is told once as one, and leaves no base open',
    (pipe) => {
      const spoiled = node()
      execFileSync('mkfifo', [spoiled.path(pipe)])
      symlinkSync(spoiled.path(pipe), spoiled.path(`${FOLDER}/disk.eph0`))
      spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
      const { findings, instances, totals, bases, accounting } = viewOf(spoiled)
      expect(findings).toMatchObject([
        { code: 'special-file', severity: 'high', evidence: { case: 'disk-fifo' } },
      ])
      expect(findings[0]?.subject.path).toBe(pipe)
      expect(instances[0]?.incomplete).toBeUndefined()
      expect(totals).toMatchObject({ unreadable: 0, hidden: 0, incompleteInstances: 0 })
      expect(bases.map(({ isUsersAtLeast }) => isUsersAtLeast)).toEqual([undefined])
      expect(accounting.nova?.unknown).toBe('incomplete')
    },
  )

  test.each([
    ['at the name of a disk', undefined],
    ['that a symlink at the name of a disk leads to', 'var/lib/nova/vg-disk'],
  ])('a block device %s: what it is, in a scan that lacks nothing', (_, target) => {
    const spoiled = node()
    const device = target ?? DISK
    rmSync(spoiled.path(DISK))
    spoiled.write(device, '')
    if (target !== undefined) symlinkSync(spoiled.path(target), spoiled.path(DISK))
    spoiled.domain({ disk: 'qcow2' }, '')
    spoiled.age(BASE, 40 * 24)
    const { findings, instances, totals, bases } = noted(
      viewOfTree(asBlock(withSpace(liveTree(spoiled.root)), device)),
    )
    const special = findings.filter(({ code }) => code === 'special-file')
    expect(special).toMatchObject([
      { severity: 'warning', subject: { path: device }, evidence: { case: 'disk-block' } },
    ])
    expect(findings.map(({ code }) => code)).not.toContain('unreadable')
    expect(totals).toMatchObject({ unreadable: 0, hidden: 0 })
    // Nobody knows what is on it: it may stand on any base.
    expect(instances[0]?.incomplete).toBe('partly')
    expect(bases[0]).toMatchObject({ cache: { kind: 'unknown' } })
  })

  test.each([
    ['at the name of a base', undefined],
    ['that a symlink at the name of a base leads to', 'var/lib/nova/vg-base'],
  ])('a block device %s: what it is, of the device and of the disk on it', (_, target) => {
    const spoiled = node()
    const device = target ?? BASE
    rmSync(spoiled.path(BASE))
    spoiled.write(device, '')
    if (target !== undefined) symlinkSync(spoiled.path(target), spoiled.path(BASE))
    const { findings, instances, totals } = noted(
      viewOfTree(asBlock(withSpace(liveTree(spoiled.root)), device)),
    )
    const lines = findings.map(({ code, severity, subject, evidence }) => {
      return `${severity} ${code} ${evidence['case']} ${subject.path}`
    })
    expect(lines.sort()).toEqual([
      `warning special-file backing-block ${DISK}`,
      `warning special-file base-block ${device}`,
    ])
    expect(totals).toMatchObject({ unreadable: 0, hidden: 0 })
    // What is on it, and what that stands on, nobody knows.
    expect(instances[0]?.disks[0]?.chain).toBe('unreadable')
  })

  test('nothing of it in the root folder of an LXC guest, which is the guest’s own', () => {
    const spoiled = node()
    const rootfs = spoiled.path(`${FOLDER}/rootfs`)
    mkdirSync(`${rootfs}/etc`, { recursive: true })
    symlinkSync('/proc/mounts', `${rootfs}/etc/mtab`)
    symlinkSync('loop', `${rootfs}/etc/loop`)
    execFileSync('mkfifo', [`${rootfs}/etc/initctl`])
    mkdirSync(`${rootfs}/etc/a\nb`)
    spoiled.write(`${FOLDER}/rootfs/etc/c\td`, '')
    expect(lines(spoiled)).toEqual([])
  })

  test('names that are not UTF-8, and names with newlines', () => {
    const spoiled = node()
    spoiled.write(`${FOLDER}/a\nb`, '')
    const bytes = Buffer.concat([Buffer.from(spoiled.path(`${FOLDER}/`)), Buffer.from([0xff])])
    mkdirSync(bytes)
    expect(viewOf(spoiled).findings).toMatchObject([
      { code: 'odd-name', evidence: { case: 'control', name: 'a\nb' } },
      { code: 'odd-name', evidence: { case: 'bytes', name: '\udcff' } },
    ])
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('access')).toEqual([])
})
