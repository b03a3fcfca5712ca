import { describe, expect, test } from 'vitest'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { findingLines } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

describe('space', () => {
  test('a file system that is nearly full, and one that is', () => {
    const small = { total: 1000 << 20, free: 90 << 20, available: 90 << 20 }
    expect(findingLines(viewOf(node(), small))).toEqual([
      'warning file-system-nearly-full var/lib/nova/instances',
    ])
    const full = { ...small, available: 40 << 20 }
    expect(findingLines(viewOf(node(), full))).toEqual([
      'high file-system-nearly-full var/lib/nova/instances',
    ])
  })

  test('disks that may grow beyond it, and one that is larger than it', () => {
    const tiny = { total: 10 << 20, free: 9 << 20, available: 9 << 20 }
    expect(viewOf(node(), tiny).findings).toMatchObject([
      { code: 'disk-larger-than-file-system', evidence: { virtual: 16 << 20, total: 10 << 20 } },
      { code: 'growth-exceeds-free', severity: 'info' },
      {
        code: 'no-room-for-instances',
        evidence: { case: 'least-alone', least: expect.any(Number) },
      },
    ])
  })

  test('a disk that a deletion left is larger for no guest: the sums of growth are without it too', () => {
    const spoiled = node()
    const left = `${INSTANCES}/bbbbbbbb-0000-4000-8000-000000000002_del`
    spoiled.make('qcow2', `${left}/disk`, '16M')
    const tiny = { total: 10 << 20, free: 9 << 20, available: 9 << 20 }
    const { findings, accounting } = viewOf(spoiled, tiny)
    const larger = findings.filter(({ code }) => code === 'disk-larger-than-file-system')
    expect(larger.map(({ subject }) => subject.path)).toEqual([DISK])
    expect(accounting.growth.impossibleCount).toBe(1)
  })

  describe('a host that Nova gives no instance any more', () => {
    const GIB = 2 ** 30
    /** An instance of a flavor with 20 GiB, on a host with this configuration. */
    function host(conf = ''): SmallNode {
      const made = node()
      const flavor =
        '<nova:flavor name="m1.small"><nova:disk>20</nova:disk><nova:ephemeral>0</nova:ephemeral><nova:swap>0</nova:swap></nova:flavor>'
      made.write(DOMAIN, domainXml(1, UUID, { disk: 'qcow2' }, IMAGE, flavor))
      if (conf !== '') made.write('etc/nova/nova.conf', `[DEFAULT]\n${conf}\n`)
      return made
    }
    const of = (gib: number) => ({ total: gib * GIB, free: gib * GIB, available: gib * GIB })
    const told = (made: SmallNode, gib: number) =>
      viewOf(made, of(gib)).findings.filter(({ code }) => code === 'no-room-for-instances')

    test('by DISK_GB, where less is left than its smallest flavor wants, and how its ratio is asked for', () => {
      const found = told(host('host = c1'), 39)
      const commands = found.flatMap((one) => findingCommands(one, (at) => at)).join('\n')
      expect(commands).toMatch(/^openstack resource provider inventory list "\$\{PROVIDER:\?/m)
      expect(found).toMatchObject([
        {
          severity: 'info',
          subject: { kind: 'file-system', path: 'var/lib/nova/instances' },
          evidence: { case: 'placement', left: 19 * GIB, wanted: 20 * GIB, flavor: 'm1.small' },
        },
      ])
    })

    test('not where one more of it fits, by the ratio, or where nobody read what the ratio is', () => {
      expect(told(host('host = c1'), 40)).toEqual([])
      expect(told(host('disk_allocation_ratio = 2'), 39)).toEqual([])
      expect(told(host(), 39)).toEqual([])
    })

    test('by disk_available_least, without what is reserved', () => {
      const reserved = host('reserved_host_disk_mb = 30720\ndisk_allocation_ratio = 9')
      expect(told(reserved, 45)).toMatchObject([
        { evidence: { case: 'least', least: expect.any(Number), wanted: 20 * GIB } },
      ])
      expect(told(reserved, 60)).toEqual([])
    })

    test('by both', () => {
      expect(told(host('reserved_host_disk_mb = 30720'), 39)).toMatchObject([
        { evidence: { case: 'both', left: -11 * GIB } },
      ])
    })

    test('is nothing of a host whose disks lie elsewhere', () => {
      const made = host()
      made.write('etc/nova/nova.conf', '[libvirt]\nimages_type = rbd\n')
      expect(told(made, 5)).toEqual([])
    })
  })

  test('a stored image that is larger than the file system of the instances', () => {
    const spoiled = node()
    const path = `${STORE}/${OTHER_IMAGE}`
    spoiled.make('qcow2', path, '900G')
    expect(lines(spoiled)).toEqual([])
    const found = viewOf(spoiled, { total: 800 * 2 ** 30 })
    expect(found.findings).toMatchObject([
      {
        code: 'disk-larger-than-file-system',
        severity: 'warning',
        subject: { kind: 'image', path },
        evidence: { case: 'image', virtual: 900 * 2 ** 30, total: 800 * 2 ** 30 },
      },
    ])
    expect(found.images.find(({ id }) => id === path)?.findings).toHaveLength(1)
    const commands = found.findings.flatMap((one) => findingCommands(one, (at) => at))
    expect(commands).toEqual([`cowscope detect ${path}`])
  })

  test.each([
    ['rbd', []],
    ['lvm', []],
    ['flat', ['disk-larger-than-file-system']],
    ['ploop', ['disk-larger-than-file-system']],
  ])(
    'a stored image says nothing of it where disks are kept by %s, if not there',
    (type, codes) => {
      const spoiled = node()
      spoiled.write('etc/nova/nova.conf', `[libvirt]\nimages_type = ${type}\n`)
      const path = `${STORE}/${OTHER_IMAGE}`
      spoiled.make('qcow2', path, '900G')
      const { images } = viewOf(spoiled, { total: 800 * 2 ** 30 })
      const found = images.find(({ id }) => id === path)?.findings.map(({ code }) => code)
      expect(found).toEqual(codes)
    },
  )

  test('disks that may grow beyond what is free by at least what is known of them', () => {
    const spoiled = node()
    const tiny = { total: 1 << 30, free: 1 << 20, available: 1 << 20 }
    const growth = () =>
      viewOf(spoiled, tiny).findings.find(({ code }) => code === 'growth-exceeds-free')?.evidence
    expect(growth()).not.toHaveProperty('case')
    spoiled.write(`${FOLDER}/disk.eph0`, '')
    spoiled.make('qcow2', `${FOLDER}/disk.eph0`, '1M')
    spoiled.patch(`${FOLDER}/disk.eph0`, 7, 9)
    expect(growth()).toMatchObject({ case: 'at-least' })
  })

  test('a disk that is larger than its flavor, and none where the flavor says no size', () => {
    const spoiled = node()
    const flavor = (root: number, ephemeral = 0) =>
      `<nova:flavor name="m1.tiny"><nova:disk>${root}</nova:disk><nova:ephemeral>${ephemeral}</nova:ephemeral></nova:flavor>`
    const tell = (text: string, disks = {}) =>
      spoiled.write(DOMAIN, domainXml(1, UUID, { disk: 'qcow2', ...disks }, IMAGE, text))
    spoiled.overlay(`/${BASE}`, 'raw', '20G')
    tell(flavor(1))
    expect(only(spoiled)).toMatchObject({
      code: 'disk-larger-than-flavor',
      severity: 'warning',
      subject: { path: DISK },
      evidence: { virtual: 20 * 2 ** 30, limit: 2 ** 30, flavor: 'm1.tiny' },
    })
    for (const root of [0, 20]) {
      tell(flavor(root))
      expect(lines(spoiled)).toEqual([])
    }
    spoiled.make('qcow2', `${FOLDER}/disk.eph0`, '2G')
    tell(flavor(20, 2), { 'disk.eph0': 'qcow2' })
    expect(lines(spoiled)).toEqual([])
    tell(flavor(20, 1), { 'disk.eph0': 'qcow2' })
    expect(only(spoiled)).toMatchObject({ subject: { path: `${FOLDER}/disk.eph0` } })
  })

  test('ephemeral disks that together are larger than the flavor gives, each of those of the domain', () => {
    const spoiled = node()
    const names = ['disk.eph0', 'disk.eph1']
    const tell = (gib: number, named: readonly string[] = names) => {
      const flavor = `<nova:flavor name="m1.eph"><nova:disk>0</nova:disk><nova:ephemeral>${gib}</nova:ephemeral></nova:flavor>`
      const formats = Object.fromEntries(['disk', ...named].map((name) => [name, 'qcow2']))
      spoiled.write(DOMAIN, domainXml(1, UUID, formats, IMAGE, flavor))
    }
    for (const name of names) spoiled.make('qcow2', `${FOLDER}/${name}`, '3G')
    tell(6)
    expect(lines(spoiled)).toEqual([])
    tell(5)
    expect(only(spoiled)).toMatchObject({
      code: 'disk-larger-than-flavor',
      severity: 'warning',
      subject: { path: `${FOLDER}/disk.eph1` },
      evidence: { case: 'together', count: 2, virtual: 6 * 2 ** 30, limit: 5 * 2 ** 30 },
    })
    // What the domain does not name its guest does not see.
    tell(5, ['disk.eph0'])
    expect(lines(spoiled).filter((line) => line.includes('flavor'))).toEqual([])
    // One that is larger by itself is told by itself.
    tell(2)
    expect(viewOf(spoiled).findings.map(({ evidence }) => evidence['case'])).toEqual([
      undefined,
      undefined,
    ])
  })

  test('a root disk that is smaller than its flavor, and none of the ephemeral ones', () => {
    const spoiled = node()
    const flavor =
      '<nova:flavor name="m1.small"><nova:disk>20</nova:disk><nova:ephemeral>5</nova:ephemeral></nova:flavor>'
    const disks = { disk: 'qcow2', 'disk.eph0': 'qcow2' } as const
    spoiled.write(DOMAIN, domainXml(1, UUID, disks, IMAGE, flavor))
    spoiled.make('qcow2', `${FOLDER}/disk.eph0`, '2G')
    spoiled.overlay(`/${BASE}`, 'raw', '10G')
    expect(only(spoiled)).toMatchObject({
      code: 'disk-smaller-than-flavor',
      severity: 'info',
      subject: { path: DISK },
      evidence: { virtual: 10 * 2 ** 30, limit: 20 * 2 ** 30, flavor: 'm1.small', xml: DOMAIN },
    })
    spoiled.overlay(`/${BASE}`, 'raw', '20G')
    expect(lines(spoiled)).toEqual([])
  })

  test('the log of a console to which virtlogd sets no end', () => {
    const spoiled = node()
    const path = `${FOLDER}/console.log`
    spoiled.run('fallocate', '-l', '3M', path)
    expect(lines(spoiled)).toEqual([])
    spoiled.run('fallocate', '-l', '50M', path)
    expect(only(spoiled)).toMatchObject({
      code: 'large-console-log',
      severity: 'info',
      subject: { kind: 'file', path, instance: FOLDER },
      evidence: { allocated: expect.any(Number) },
    })
    spoiled.run('fallocate', '-l', '1100M', path)
    expect(only(spoiled)).toMatchObject({ code: 'large-console-log', severity: 'warning' })
  })

  test('files among the instances that Nova did not make, by the largest of them', () => {
    const spoiled = node()
    spoiled.write(`${INSTANCES}/notes.txt`, 'who to ask')
    expect(lines(spoiled)).toEqual([])
    spoiled.run('fallocate', '-l', '3M', `${INSTANCES}/old-backup.tar`)
    spoiled.write(`${INSTANCES}/copies/a.tar`, new Uint8Array(2 << 20))
    expect(only(spoiled)).toMatchObject({
      code: 'foreign-files',
      severity: 'info',
      subject: { kind: 'folder', path: INSTANCES },
      evidence: { count: 2, example: `${INSTANCES}/old-backup.tar` },
    })
  })

  test('a hard link of a base among the instances is that base, and takes nothing itself', () => {
    const spoiled = node()
    spoiled.write(BASE, new Uint8Array(3 << 20))
    spoiled.run('ln', BASE, `${INSTANCES}/kept.img`)
    const told = viewOf(spoiled).findings.filter(({ code }) => code === 'foreign-files')
    expect(told).toMatchObject([
      {
        subject: { path: `${INSTANCES}/kept.img` },
        evidence: { case: 'linked', count: 1, other: BASE },
      },
    ])
    expect(told[0]?.evidence).not.toHaveProperty('allocated')
  })

  test('space beyond the end of a part of the disk, and not what XFS keeps for a file that grows', () => {
    const spoiled = node()
    const of = (type: string) => viewOf(spoiled, { type }).findings.map(({ code }) => code)
    spoiled.overlay(`/${BASE}`, 'raw', '1G')
    spoiled.run('fallocate', '-n', '-l', '40M', DISK)
    expect(of('xfs')).toEqual(['preallocated'])
    spoiled.overlay(`/${BASE}`, 'raw', '1G')
    spoiled.run('fallocate', '-l', '20M', DISK)
    spoiled.run('fallocate', '-n', '-l', '40M', DISK)
    expect(of('xfs')).toEqual([])
    expect(of('ext4')).toEqual(['preallocated'])
  })

  test('space that is taken beyond the end of a file (bug 1510328)', () => {
    const spoiled = node()
    spoiled.run('fallocate', '-n', '-l', '16M', DISK)
    expect(only(spoiled)).toMatchObject({ code: 'preallocated', severity: 'info' })
    spoiled.write('etc/nova/nova.conf', '[DEFAULT]\npreallocate_images = space\n')
    expect(lines(spoiled)).toEqual([])
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('space')).toEqual([])
})
