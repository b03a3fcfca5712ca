import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { baseLog } from '../../../shared/analysis/base-log.ts'
import { cleanupMarkdown } from '../../../shared/report/cleanup/cleanup-markdown.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
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
  sha1,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'
import { scanTogether } from '../cli/scan/scan-together.ts'

const GONE = 'cccccccc-0000-4000-8000-000000000003'

describe('the image cache', () => {
  test('a base that nothing stands on, once Nova would remove it, and a name that Nova does not give', () => {
    const spoiled = node()
    const idle = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', idle, '4M')
    expect(lines(spoiled)).toEqual([])
    spoiled.age(idle, 25)
    expect(only(spoiled)).toMatchObject({
      code: 'unused-base',
      subject: { base: sha1(OTHER_IMAGE) },
    })
    spoiled.age(idle, 0)
    spoiled.write(`${INSTANCES}/_base/backup-of-base`, 'x')
    expect(only(spoiled)).toMatchObject({ code: 'unknown-in-cache', severity: 'info' })
  })

  test('a base that Nova may keep: how long is set to an option that is not read', () => {
    const spoiled = node()
    const idle = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', idle, '4M')
    spoiled.age(idle, 25)
    const option = 'remove_unused_original_minimum_age_seconds'
    spoiled.write('etc/nova/nova.conf', `[image_cache]\n${option}=$rpc_response_timeout\n`)
    const { accounting, bases, findings } = viewOf(spoiled)
    expect(findings.filter(({ code }) => code === 'unused-base')).toEqual([])
    expect(bases.find(({ id }) => id === idle)?.cache).toMatchObject({
      kind: 'unknown',
      why: 'options',
    })
    expect(accounting.cache).toMatchObject({ isUntold: true, optionsAreKnown: false })
  })

  test('is not here as nova.conf names it, and disks stand on files of another folder', () => {
    const spoiled = node()
    spoiled.write('etc/nova/nova.conf', '[image_cache]\nsubdirectory_name = _base_$my_ip\n')
    expect(lines(spoiled)).toEqual([])
    const own = '[DEFAULT]\nmy_ip = 10.0.0.1\n[image_cache]\nsubdirectory_name = _base_$my_ip\n'
    spoiled.write('etc/nova/nova.conf', own)
    expect(only(spoiled)).toMatchObject({
      code: 'missing-cache',
      severity: 'warning',
      subject: { path: 'etc/nova/nova.conf' },
      evidence: { name: '_base_10.0.0.1', folder: `${INSTANCES}/_base`, count: 1 },
    })
    // Those of hosts that share the storage have theirs.
    rmSync(spoiled.path(DOMAIN))
    expect(lines(spoiled).join()).not.toContain('missing-cache')
    spoiled.domain()
    mkdirSync(spoiled.path(`${INSTANCES}/_base_10.0.0.1`))
    expect(lines(spoiled)).toEqual([])
  })

  test('is not what disks stand on that stand on another instance', () => {
    const spoiled = node()
    spoiled.write('etc/nova/nova.conf', '[image_cache]\nsubdirectory_name = kept\n')
    const other = `${INSTANCES}/${GONE}/disk`
    mkdirSync(dirname(spoiled.path(other)))
    renameSync(spoiled.path(BASE), spoiled.path(other))
    spoiled.overlay(`/${other}`)
    expect(viewOf(spoiled).instances.find(({ uuid }) => uuid === UUID)?.disks[0]?.base).toBe(other)
    expect(lines(spoiled).join()).not.toContain('missing-cache')
  })

  test('is the one by the name that the Nova of the domains still reads', async () => {
    const spoiled = node()
    const old = '[DEFAULT]\nbase_dir_name = cache\nlibvirt_images_type = rbd\n'
    spoiled.write('etc/nova/nova.conf', old)
    expect(viewOf(spoiled).layout).toMatchObject({
      basePath: `${INSTANCES}/_base`,
      nova: { imagesType: 'default', ignored: ['libvirt_images_type', 'base_dir_name'], set: [] },
    })
    expect(lines(spoiled)).toEqual([])
    const apart = await scanTogether(['etc', INSTANCES].map((path) => spoiled.path(path)))
    expect(apart.layout.nova).toMatchObject({ imagesType: 'default' })
    const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
    spoiled.write(DOMAIN, xml.replace(/package version="[^"]*"/, 'package version="2013.1.2"'))
    mkdirSync(spoiled.path(`${INSTANCES}/cache`))
    expect(viewOf(spoiled).layout).toMatchObject({
      basePath: `${INSTANCES}/cache`,
      nova: { imagesType: 'rbd' },
    })
  })

  test.each([
    ['empty', (spoiled: SmallNode) => spoiled.write(DISK, '')],
    ['gone', (spoiled: SmallNode) => rmSync(spoiled.path(DISK))],
  ])(
    'a base is left open below a root disk that is %s, where the XML names no image',
    (_, lose) => {
      const spoiled = node()
      spoiled.age(BASE, 40 * 24)
      lose(spoiled)
      const state = () => viewOf(spoiled).bases.find(({ id }) => id === BASE)?.cache
      expect(state()).toMatchObject({ kind: 'in-use' })
      const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
      const root = /<nova:root[^>]*>/
      spoiled.write(DOMAIN, xml.replace(root, ''))
      expect(state()).toMatchObject({ kind: 'unknown', why: 'database' })
      expect(lines(spoiled).join()).not.toContain('unused-base')
      // One that boots from a volume has no root disk in its folder.
      const volume = '<source protocol="rbd" name="volumes/one"/>'
      const away = xml.replace(root, '').replace(/<source file[^>]*>/, volume)
      spoiled.write(
        DOMAIN,
        away.replace('type="file"', 'type="network"').replace('"qcow2"', '"raw"'),
      )
      expect(state()).toMatchObject({ kind: 'removable' })
    },
  )

  test('a base that only an ephemeral disk stands on: Nova does not look there', () => {
    const spoiled = node()
    const below = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', below, '4M')
    spoiled.age(below, 25)
    const disk = `${FOLDER}/disk.eph0`
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', disk, '4M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${below}`, '-F', 'raw', disk)
    chmodSync(spoiled.path(disk), 0o640)
    expect(only(spoiled)).toMatchObject({
      code: 'base-used-unseen',
      evidence: { case: 'disk', count: 1, names: [disk] },
    })
  })

  test('a base that only a rescue stands on is in danger once Nova would soon remove it', () => {
    const spoiled = node()
    const below = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', below, '4M')
    const disk = `${FOLDER}/disk.rescue`
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', disk, '4M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${below}`, '-F', 'raw', disk)
    chmodSync(spoiled.path(disk), 0o640)
    const told = (hours: number) => {
      spoiled.age(below, hours)
      return lines(spoiled).filter((line) => line.includes('base-used-unseen'))
    }
    expect(told(1)).toEqual([`warning base-used-unseen ${below}`])
    expect(told(23)).toEqual([`high base-used-unseen ${below}`])
  })

  test('is told of that base also where a managed save cannot be read: it can only need more', () => {
    const spoiled = node()
    const below = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    const [idle, gone] = ['idle', 'gone'].map((name) => `${INSTANCES}/_base/${sha1(name)}`)
    for (const base of [below, idle, gone]) spoiled.make('raw', base ?? '', '4M')
    const standOn = (disk: string, base = '') => {
      mkdirSync(dirname(spoiled.path(disk)), { recursive: true })
      qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', disk, '4M')
      qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${base}`, '-F', 'raw', disk)
    }
    standOn(`${FOLDER}/disk.eph0`, below)
    standOn(`${INSTANCES}/${GONE}_del/disk`, gone)
    const states = () =>
      [below, idle, gone].map((path) => {
        const { cache, findings = [] } = viewOf(spoiled).bases.find(({ id }) => id === path) ?? {}
        return [cache?.kind, cache?.why, findings.map(({ code }) => code)]
      })
    const used = ['base-used-unseen']
    expect(states()).toEqual([
      ['unseen-only', undefined, used],
      ['too-young', undefined, []],
      ['leftovers-only', undefined, []],
    ])
    spoiled.write('var/lib/libvirt/qemu/save/instance-00000001.save', 'no save')
    expect(states()).toEqual([
      ['unseen-only', 'unseen', used],
      ['unknown', 'unseen', []],
      ['unknown', 'unseen', []],
    ])
    const scan = spoiled.scan()
    const base = scan.view.bases.find(({ id }) => id === below)
    expect(base === undefined ? undefined : baseLog(base, scan.view)).toEqual([])
    expect(cleanupMarkdown(scan, 'en')).toMatch(/\n2 bases that nothing seen uses are not in/)
  })

  test('a base that keeps the data of a disk, and one that is used through another image', () => {
    const spoiled = node()
    const below = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    const disk = `${FOLDER}/disk.eph0`
    const format = ['create', '-q', '-f', 'qcow2']
    qemuImg(spoiled.root, ...format, '-o', `data_file=${below},data_file_raw=on`, disk, '4M')
    qemuImg(spoiled.root, 'amend', '-q', '-o', `data_file=/${below}`, disk)
    chmodSync(spoiled.path(disk), 0o640)
    spoiled.age(below, 25)
    const used = viewOf(spoiled).findings.find(({ code }) => code === 'base-used-unseen')
    expect(used).toMatchObject({
      subject: { path: below },
      evidence: { case: 'through', count: 1, names: [FOLDER] },
    })

    const snapshot = `${INSTANCES}/snapshots/tmpabcdef12/${'a'.repeat(32)}`
    rmSync(spoiled.path(disk))
    mkdirSync(spoiled.path(`${INSTANCES}/snapshots/tmpabcdef12`), { recursive: true })
    spoiled.make('qcow2', snapshot, '4M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${below}`, '-F', 'raw', snapshot)
    qemuImg(spoiled.root, ...format, '-u', '-b', `/${snapshot}`, '-F', 'qcow2', disk, '4M')
    chmodSync(spoiled.path(disk), 0o640)
    const [base] = viewOf(spoiled).bases.filter(({ id }) => id === below)
    expect(base?.cache).toMatchObject({ kind: 'unseen-only', unseenUsers: 2 })
    expect(base?.findings).toMatchObject([{ code: 'base-used-unseen', evidence: { count: 2 } }])
  })

  test('an extent of a base is no unknown file, used or not', () => {
    const spoiled = node()
    const base = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    const options = ['-f', 'vmdk', '-o', 'subformat=monolithicFlat']
    qemuImg(spoiled.root, 'create', '-q', ...options, base, '4M')
    spoiled.write(`${base}-other`, 'x')
    const unknown = viewOf(spoiled).findings.filter(({ code }) => code === 'unknown-in-cache')
    expect(unknown.map(({ subject }) => subject.path)).toEqual([`${base}-other`])
  })

  test('a base that only a broken off deletion stands on is lost to nobody', () => {
    const spoiled = node()
    renameSync(spoiled.path(FOLDER), spoiled.path(`${FOLDER}_del`))
    rmSync(spoiled.path(DOMAIN))
    spoiled.age(BASE, 25)
    const [base] = viewOf(spoiled).bases
    expect(base).toMatchObject({ id: BASE, users: 1, cache: { kind: 'leftovers-only' } })
    expect(base?.findings).toEqual([])
  })
})

test('what a download or conversion left is found once, where Nova would remove it as a resized base too', () => {
  const spoiled = node()
  const path = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}_20.converted`
  spoiled.make('raw', path, '4M')
  spoiled.age(path, 40 * 24)
  expect(only(spoiled)).toMatchObject({ code: 'leftover-part', subject: { path } })
  const { bases } = viewOf(spoiled)
  expect(bases.find(({ id }) => id === path)?.cache).toMatchObject({
    kind: 'removable',
    class: 'resized',
  })
})

describe('what is left over, with its age', () => {
  test.each([
    [`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.part`, 2, 'leftover-part'],
    [`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.converted`, 2, 'leftover-part'],
    [`${INSTANCES}/snapshots/tmpabcdef12/${'a'.repeat(32)}.delta`, 25, 'leftover-snapshot'],
    [`${INSTANCES}/tmpabcdef12`, 2, 'leftover-temporary'],
    [`${FOLDER}/disk_qcow`, 2, 'leftover-temporary'],
  ])('%s after %i hours is %s, and before that it is work in progress', (path, hours, code) => {
    const spoiled = node()
    spoiled.write(path, 'x')
    expect(lines(spoiled)).toEqual([])
    spoiled.age(path, hours)
    const found = only(spoiled)
    expect(found).toMatchObject({ code, subject: { path } })
    expect(Number(found.evidence['age'])).toBeGreaterThanOrEqual(hours * 3_600_000 - 60_000)
  })

  test('folders that a resize and a delete left', () => {
    const spoiled = node()
    renameSync(spoiled.path(FOLDER), spoiled.path(`${FOLDER}_resize`))
    rmSync(spoiled.path(DOMAIN))
    expect(only(spoiled)).toMatchObject({ code: 'leftover-resize', severity: 'info' })
    renameSync(spoiled.path(`${FOLDER}_resize`), spoiled.path(`${FOLDER}_del`))
    expect(lines(spoiled)).toEqual([])
    for (const name of ['disk', 'disk.info']) spoiled.age(`${FOLDER}_del/${name}`, 48)
    expect(only(spoiled)).toMatchObject({ code: 'leftover-del', severity: 'warning' })
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('image-cache')).toEqual([])
})
