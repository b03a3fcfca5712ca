import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { freedIfDeleted } from '../../../shared/analysis/accounting/deletion/freed.ts'
import { forestOf } from '../../../shared/analysis/accounting/forest/create-forest.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { isAbout } from '../../../shared/findings/finding.ts'
import { nodeCsv } from '../../../shared/report/csv/csv.ts'
import { findingPart } from '../../../shared/report/json/rows-json.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { inEnglish } from '../../helpers/in-english.ts'
import { findingLines, scanOfTree, viewOfFolder } from '../../helpers/scan/node-view.ts'
import { unseenAt } from '../../helpers/trees/shut-tree.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, noted, only, viewOf } from '../../helpers/trees/spoiled-node.ts'
import { sourceTogether } from '../cli/scan/scan-together.ts'

test('a small node as Nova makes it has no findings', () => {
  expect(lines(node())).toEqual([])
})

describe('instances and their folders', () => {
  test('a folder of no instance that a clean-up plan moved aside', () => {
    const spoiled = node()
    spoiled.write(`${INSTANCES}/cowscope-aside-2026-01-02/${UUID}/console.log`, 'x', 25)
    expect(only(spoiled)).toMatchObject({
      code: 'set-aside',
      severity: 'warning',
      evidence: { case: 'in-place', xml: DOMAIN, day: '2026-01-02' },
    })
  })

  test('a folder that libvirt does not know', () => {
    const spoiled = node()
    spoiled.write(
      'etc/libvirt/qemu/instance-00000001.xml',
      domainXml(1, UUID.replace(/1$/, '9'), {}, IMAGE),
    )
    // One that is being built, or arrives, has a folder before it has a domain.
    expect(lines(spoiled)).toEqual([`warning missing-folder ${DOMAIN}`])
    spoiled.ageFolder(FOLDER, 25)
    expect(lines(spoiled)).toEqual([
      `warning missing-folder ${DOMAIN}`,
      `warning base-used-unseen ${BASE}`,
      `warning orphan-folder ${FOLDER}`,
    ])
    expect(viewOf(spoiled).findings.find(({ subject }) => subject.path === BASE)).toMatchObject({
      evidence: { case: 'folder', count: 1, names: [`${FOLDER}/disk`] },
    })
  })

  test('a folder that a symlink leads to: Nova deletes nothing behind it, and nothing is freed', () => {
    const spoiled = node()
    const place = `srv/${UUID}`
    mkdirSync(spoiled.path('srv'))
    renameSync(spoiled.path(FOLDER), spoiled.path(place))
    symlinkSync(`../../../../${place}`, spoiled.path(FOLDER))
    expect(only(spoiled)).toMatchObject({
      code: 'linked-folder',
      severity: 'warning',
      subject: { path: place },
      evidence: { name: FOLDER },
    })
    const { view, space } = spoiled.scan()
    const [row] = view.instances
    const { allocated = 0, sizes } = row ?? {}
    expect(allocated).toBeGreaterThan(0)
    expect(sizes).toMatchObject({ exclusive: 0, amortised: sizes?.shared })
    expect(freedIfDeleted(forestOf(space), { instances: [place], files: [] })).toMatchObject({
      bytes: 0,
      bases: [],
      outliving: [place],
    })
  })

  test('folders of which more have no domain than there are', () => {
    const spoiled = node()
    for (const last of [2, 3]) {
      const folder = FOLDER.replace(/1$/, String(last))
      spoiled.write(`${folder}/console.log`, 'x')
      spoiled.ageFolder(folder, 25)
    }
    expect(lines(spoiled)).toEqual([`warning domains-incomplete ${INSTANCES}`])
  })

  test('an empty folder at which a share is to be mounted', () => {
    const spoiled = node()
    rmSync(spoiled.path(INSTANCES), { recursive: true })
    mkdirSync(spoiled.path(INSTANCES))
    expect(lines(spoiled)).toEqual([`high empty-instances-path ${INSTANCES}`])
  })

  test('is not told where no domain XML is known at all', () => {
    const spoiled = node()
    rmSync(spoiled.path(DOMAIN))
    expect(lines(spoiled)).toEqual([])
  })

  test('an instances_path without anything in it, as a mount point is whose share is elsewhere', () => {
    const spoiled = node()
    rmSync(spoiled.path(INSTANCES), { recursive: true })
    mkdirSync(spoiled.path(INSTANCES))
    expect(only(spoiled)).toMatchObject({
      code: 'empty-instances-path',
      subject: { kind: 'folder', path: INSTANCES },
      evidence: { count: 1 },
    })
  })

  test('a disk that the domain XML names and that is not there', () => {
    const spoiled = node()
    spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
    expect(only(spoiled)).toMatchObject({ code: 'missing-disk', evidence: { name: 'disk.eph0' } })
  })

  test('a disk that the domain XML calls by the path of an instances_path that was moved', () => {
    const spoiled = node()
    const old = '/srv/old/instances'
    const moved = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE).replaceAll(`/${INSTANCES}`, old)
    spoiled.write(DOMAIN, moved)
    const evidence = { case: 'moved', name: 'disk', folder: `${old}/${UUID}`, xml: DOMAIN }
    expect(only(spoiled)).toMatchObject({ code: 'missing-disk', severity: 'high', evidence })
    const { accounting, instances } = viewOf(spoiled)
    expect(accounting.nova).toMatchObject({ skippedInstances: 1, disks: 0 })
    expect(instances[0]?.disks[0]).toMatchObject({ novaLeavesOut: 'moved' })
    // In a container the two have other names for one place.
    spoiled.write('etc/nova/nova.conf', '[DEFAULT]\ninstances_path = /inside/instances\n')
    expect(lines(spoiled).join()).not.toContain('missing-disk')
  })

  test('a kernel that the domain boots and that is gone or empty', () => {
    const spoiled = node()
    const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
    const os = `<os><kernel>/${FOLDER}/kernel</kernel><initrd>/${FOLDER}/ramdisk</initrd></os>`
    spoiled.write(DOMAIN, xml.replace('<devices>', `${os}<devices>`))
    spoiled.write(`${FOLDER}/ramdisk`, 'x')
    expect(only(spoiled)).toMatchObject({
      code: 'missing-boot-file',
      severity: 'high',
      evidence: { name: 'kernel', xml: DOMAIN },
    })
    spoiled.write(`${FOLDER}/kernel`, '')
    expect(only(spoiled)).toMatchObject({ evidence: { case: 'empty', name: 'kernel' } })
    const unseen = scanOfTree(unseenAt(liveTree(spoiled.root), `${FOLDER}/kernel`)).view.findings
    expect(unseen.map(({ code }) => code)).not.toContain('missing-boot-file')
    spoiled.write(`${FOLDER}/kernel`, 'x')
    expect(lines(spoiled)).toEqual([])
  })

  test('a config drive without a file system', () => {
    const spoiled = node()
    spoiled.domain({ disk: 'qcow2', 'disk.config': 'raw' })
    const drive = `${FOLDER}/disk.config`
    spoiled.run('mkfs.vfat', '-C', drive, '64')
    expect(lines(spoiled)).toEqual([])
    for (const blank of ['', new Uint8Array(65536)]) {
      spoiled.write(drive, blank)
      const evidence = { name: 'disk.config', length: blank.length }
      expect(only(spoiled)).toMatchObject({
        code: 'blank-config-drive',
        severity: 'info',
        evidence,
      })
    }
  })

  test('a folder at the name of a disk, which the domain has as a file', () => {
    const spoiled = node()
    mkdirSync(spoiled.path(`${FOLDER}/disk.eph0`))
    expect(lines(spoiled)).toEqual([])
    spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
    const evidence = { case: 'folder', name: 'disk.eph0' }
    expect(only(spoiled)).toMatchObject({ code: 'missing-disk', severity: 'high', evidence })
  })

  test('what is at the name of its only disk is the reason of the dash where its size would be', () => {
    const spoiled = node()
    const reason = () => /"-" because (.*): web/.exec(nodeText(spoiled.view()))?.[1]
    rmSync(spoiled.path(DISK))
    expect(reason()).toBe('its disk is not there')
    mkdirSync(spoiled.path(DISK))
    expect(reason()).toBe('a folder is at the name of its disk')
    rmSync(spoiled.path(DISK), { recursive: true })
    spoiled.run('mkfifo', DISK)
    expect(reason()).toBe('what is at the name of its disk is no file')
  })

  test('an instance in rescue has the name that its own unrescue.xml tells, where no domain tells one', () => {
    const copied = node()
    copied.write(`${FOLDER}/unrescue.xml`, domainXml(1, UUID, { disk: 'qcow2' }, IMAGE), 3)
    const nameOf = () => viewOfFolder(copied.path(INSTANCES)).instances.map(({ name }) => name)
    expect(nameOf()).toEqual(['web'])
    expect(viewOfFolder(copied.path(INSTANCES)).instances[0]).not.toHaveProperty('identity')
    copied.write(`${FOLDER}/unrescue.xml`, domainXml(1, UUID.replace(/1$/, '9'), {}, IMAGE), 3)
    expect(nameOf()).toEqual([undefined])
    copied.write(`${FOLDER}/unrescue.xml`, '<domain>', 3)
    expect(nameOf()).toEqual([undefined])
  })

  test('a rescue that goes on, and one that is over', () => {
    const spoiled = node()
    spoiled.write(`${FOLDER}/unrescue.xml`, domainXml(1, UUID, { disk: 'qcow2' }, IMAGE), 3)
    spoiled.make('raw', `${FOLDER}/disk.rescue`, '8M')
    expect(only(spoiled)).toMatchObject({ code: 'rescue-in-progress', severity: 'info' })
    rmSync(spoiled.path(`${FOLDER}/unrescue.xml`))
    expect(lines(spoiled)).toEqual([])
    spoiled.age(`${FOLDER}/disk.rescue`, 2)
    expect(only(spoiled)).toMatchObject({ code: 'leftover-rescue' })
  })
})

test('a disk that the domain of its instance does not name', () => {
  const spoiled = node()
  spoiled.make('qcow2', `${FOLDER}/disk.swap`, '8M')
  spoiled.age(`${FOLDER}/disk.swap`, 40 * 24)
  expect(only(spoiled)).toMatchObject({
    code: 'leftover-disk',
    subject: { path: `${FOLDER}/disk.swap` },
  })
})

describe('a file that two instances write', () => {
  const second = UUID.replace(/1$/, '2')
  const folder = `${INSTANCES}/${second}`
  const other = (spoiled: SmallNode, disk: string) => {
    const xml = domainXml(2, second, { disk: 'qcow2' }, IMAGE)
    spoiled.write(
      'etc/libvirt/qemu/instance-00000002.xml',
      xml.replaceAll(`/${folder}/disk`, `/${disk}`),
    )
  }
  const shared = (spoiled: SmallNode) =>
    viewOf(spoiled).findings.filter(({ code }) => code === 'disk-shared')

  test('by a hard link or a symlink', () => {
    const hard = (spoiled: SmallNode, to: string) => linkSync(spoiled.path(DISK), to)
    const symbolic = (_: SmallNode, to: string) => symlinkSync(`../${UUID}/disk`, to)
    for (const link of [hard, symbolic]) {
      const spoiled = node()
      mkdirSync(spoiled.path(folder), { mode: 0o750 })
      link(spoiled, spoiled.path(`${folder}/disk`))
      other(spoiled, `${folder}/disk`)
      expect(shared(spoiled)).toMatchObject([
        { severity: 'high', subject: { path: DISK }, evidence: { instances: [UUID, second] } },
      ])
    }
  })

  const codesOf = ({ instances }: NodeView) => {
    return instances.map(({ uuid, findings }) => [uuid, findings.map(({ code }) => code)])
  }
  const told = [
    [UUID, ['disk-shared']],
    [second, ['disk-shared']],
  ]

  test('stands at each of the instances, and at the disk of each', () => {
    const spoiled = node()
    mkdirSync(spoiled.path(folder), { mode: 0o750 })
    linkSync(spoiled.path(DISK), spoiled.path(`${folder}/disk`))
    other(spoiled, `${folder}/disk`)
    const view = viewOf(spoiled)
    expect(codesOf(view)).toEqual(told)
    const [found] = view.findings.filter(({ code }) => code === 'disk-shared')
    for (const path of [DISK, `${folder}/disk`]) expect(found && isAbout(found, path)).toBe(true)
    expect(found && findingPart(found).instances).toEqual([FOLDER, folder])
    const csv = [...nodeCsv(view, 'instances')].join('').split('\r\n')
    const column = csv[0]?.split(',').indexOf('findings') ?? -1
    expect(csv.slice(1, 3).map((line) => line.split(',')[column])).toEqual(['1', '1'])
  })

  test('stands at each of the instances whose domains name it, and at the disk', () => {
    const spoiled = node()
    mkdirSync(spoiled.path(folder), { mode: 0o750 })
    other(spoiled, DISK)
    const view = viewOf(spoiled)
    expect(codesOf(view)).toEqual(told)
    const [found] = view.findings.filter(({ code }) => code === 'disk-shared')
    expect(found && isAbout(found, DISK)).toBe(true)
    // It is no disk that lies elsewhere than on the node.
    expect(view.instances[1]?.remoteDisks).toMatchObject([{ root: true, path: DISK }])
    expect(nodeText(view)).not.toContain('Disks outside of what was scanned')
    expect(nodeText(view)).toMatch(/Disks elsewhere on this node \(1\)\n.*\n.*\/disk\n/)
    expect(found && findingPart(found).instances).toEqual([FOLDER, folder])
  })

  test('is on the node wherever its file was opened, as in the image cache', () => {
    const spoiled = node()
    mkdirSync(spoiled.path(folder), { mode: 0o750 })
    other(spoiled, BASE)
    const view = viewOf(spoiled)
    expect(view.instances[1]?.remoteDisks).toMatchObject([{ root: true, path: BASE }])
    expect(nodeText(view)).not.toContain('Disks outside of what was scanned')
    other(spoiled, 'srv/never-opened.img')
    const [disk] = viewOf(spoiled).instances[1]?.remoteDisks ?? []
    expect(disk).not.toHaveProperty('path')
  })

  test('by what the domains name, unless they are told so', () => {
    const spoiled = node()
    mkdirSync(spoiled.path(folder), { mode: 0o750 })
    other(spoiled, DISK)
    expect(shared(spoiled)).toMatchObject([{ evidence: { case: 'domains', name: `/${DISK}` } }])
    const path = 'etc/libvirt/qemu/instance-00000002.xml'
    const xml = readFileSync(spoiled.path(path), 'utf8')
    spoiled.write(path, xml.replace('</disk>', '<shareable/></disk>'))
    expect(shared(spoiled)).toEqual([])
  })

  test('keeps nothing of a name that may be a secret', () => {
    const spoiled = node()
    const id = (n: number) => UUID.replace(/1$/, String(n))
    for (const n of [2, 3]) {
      const xml = domainXml(n, id(n), { disk: 'qcow2' }, IMAGE)
      const named = xml.replace(/(<source file=.)[^'"]*/, '$1/x?key=hunter2')
      spoiled.write(`etc/libvirt/qemu/instance-0000000${n}.xml`, named)
    }
    const found = shared(spoiled)
    expect(found).toMatchObject([{ evidence: { case: 'domains', name: '…' } }])
    expect(found.flatMap((one) => findingCommands(one, (path) => path))).toEqual([])
    expect(JSON.stringify(viewOf(spoiled).findings)).not.toContain('hunter2')
  })

  test('is none where one of the two is what a resize keeps, or an orphan', () => {
    const spoiled = node()
    for (const name of [`${UUID}_resize`, second]) {
      mkdirSync(spoiled.path(`${INSTANCES}/${name}`), { mode: 0o750 })
      linkSync(spoiled.path(DISK), spoiled.path(`${INSTANCES}/${name}/disk`))
      spoiled.ageFolder(`${INSTANCES}/${name}`, 25)
    }
    expect(shared(spoiled)).toEqual([])
  })
})

test('a disk.info and a domain XML that make no sense', () => {
  const spoiled = node()
  spoiled.write(`${FOLDER}/disk.info`, '{"/x":')
  expect(only(spoiled)).toMatchObject({ code: 'text-fault', subject: { kind: 'text' } })
})

test('a line for which oslo.config reads no nova.conf, by its number and without its text', () => {
  const spoiled = node()
  spoiled.write('etc/nova/nova.conf', '[DEFAULT\nreserved_host_disk_mb = 512\nhunter2\n')
  const { findings } = viewOf(spoiled)
  expect(inEnglish(findings)).toMatchObject([
    {
      code: 'text-fault',
      subject: { kind: 'text', path: 'etc/nova/nova.conf' },
      evidence: { case: 'syntax', lineNumber: 1, message: 'Invalid section (must end with ])' },
    },
  ])
  spoiled.write('etc/nova/nova.conf', '[DEFAULT]\nreserved_host_disk_mb = 512\nhunter2\n')
  expect(viewOf(spoiled).findings).toMatchObject([{ evidence: { lineNumber: 3 } }])
  expect(JSON.stringify(viewOf(spoiled))).not.toContain('hunter2')
})

test('an option of nova.conf that Nova refuses, by its name and without its value', () => {
  const spoiled = node()
  const conf = '[image_cache]\nremove_unused_original_minimum_age_seconds = 5m-hunter2\n'
  spoiled.write('etc/nova/nova.conf', conf)
  const [found, ...more] = viewOf(spoiled).findings
  expect(more).toEqual([])
  expect(found).toMatchObject({
    code: 'text-fault',
    subject: { kind: 'text', path: 'etc/nova/nova.conf' },
    evidence: { option: 'image_cache.remove_unused_original_minimum_age_seconds' },
  })
  expect(viewOf(spoiled).accounting.cache).toMatchObject({
    optionsAreKnown: false,
    refusesOption: true,
  })
  rmSync(spoiled.path('etc/nova/nova.conf'))
  const { cache } = viewOf(spoiled).accounting
  expect([cache?.optionsAreKnown, cache?.refusesOption]).toEqual([false, undefined])
  expect(JSON.stringify(viewOf(spoiled))).not.toContain('hunter2')
})

test('an instance that two storages which were opened have', async () => {
  const { view } = await sourceTogether([node().root, node().root])
  expect(findingLines(noted(view))).toEqual([
    expect.stringMatching(new RegExp(`^high instance-repeated .*/${FOLDER}$`)),
  ])
})

test('every code of the family was found on real files', () => {
  expect(missingOf('instances')).toEqual([])
})
