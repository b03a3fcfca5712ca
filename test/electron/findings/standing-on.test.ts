import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createChainHost } from '../../../electron/files/chain-host.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { planPlaces } from '../../../shared/analysis/opened/plan-places.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { adviceText, findingText } from '../../../shared/report/text/finding-text.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { qcow2Extension } from '../../helpers/images/qcow2-head.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
  sha1,
  UUID,
  withSpace,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, noted, only, viewOf } from '../../helpers/trees/spoiled-node.ts'
import { foundAt } from './found-at.ts'

describe('what an image stands on', () => {
  test('nothing that is there', () => {
    const spoiled = node()
    rmSync(spoiled.path(BASE))
    expect(only(spoiled)).toMatchObject({
      code: 'missing-backing-file',
      evidence: { name: `/${BASE}` },
    })
  })

  test('a folder at the name of its base: the base is missing, and nothing else is left open', () => {
    const spoiled = node()
    rmSync(spoiled.path(BASE))
    mkdirSync(spoiled.path(BASE), { mode: 0o750 })
    const live = liveTree(spoiled.root)
    const { lookup } = createChainHost({
      places: planPlaces(planScan(live)),
      folders: [spoiled.root],
      files: [],
    })
    const { view } = scanOfTree(withSpace(live), { lookup })
    expect(noted(view).findings).toMatchObject([
      {
        code: 'missing-backing-file',
        severity: 'high',
        subject: { path: DISK },
        evidence: { case: 'folder', name: `/${BASE}` },
      },
    ])
    const [found] = noted(view).findings
    expect(found && adviceText(found, 'en')[1]).toMatch(/^Move it out of the way/)
    expect(view.totals.unreadable).toBe(0)
    expect(view.accounting.space.amortised).toBeDefined()
  })

  describe('a base of the image cache that is gone: whether Nova makes it again in a hard reboot', () => {
    const told = (spoil: (spoiled: SmallNode) => void) => {
      const spoiled = node()
      rmSync(spoiled.path(BASE))
      spoil(spoiled)
      const found = viewOf(spoiled).findings.find(({ code }) => code === 'missing-backing-file')
      if (found === undefined) throw new Error('nothing is missing')
      const commands = findingCommands(found, (path) => spoiled.path(path))
      return { evidence: found.evidence, text: findingText(found), commands }
    }

    test('from an image in the opened store', () => {
      const { evidence, text, commands } = told(() => {})
      expect(evidence).toMatchObject({ case: 'stored', image: IMAGE })
      expect(text).toContain('Nova can make it again')
      expect(commands[0]).toBe(`openstack server reboot --hard -- ${UUID}`)
    })

    test('from an image that is in no opened store, if Glance has it', () => {
      const { evidence, commands } = told((spoiled) => rmSync(spoiled.path(`${STORE}/${IMAGE}`)))
      expect(evidence).toMatchObject({ case: 'known', image: IMAGE })
      expect(commands.slice(0, 2)).toEqual([
        `openstack image show -c id -c name -c status -- ${IMAGE}`,
        `openstack server reboot --hard -- ${UUID}`,
      ])
    })

    test('not of an instance that was made from another image: a guest would write into a mixture', () => {
      const { evidence, text, commands } = told((spoiled) => spoiled.domain(undefined, OTHER_IMAGE))
      expect(evidence).toMatchObject({ case: 'another', image: OTHER_IMAGE })
      expect(text).toContain('Nova cannot make it again')
      expect(commands.join('\n')).not.toContain('reboot')
    })

    test('which nobody knows where no domain tells the image, nor of what is not named by one', () => {
      expect(told((spoiled) => rmSync(spoiled.path(DOMAIN))).evidence).not.toHaveProperty('case')
      const named = told((spoiled) => spoiled.overlay(`/${INSTANCES}/_base/golden`))
      expect(named.evidence).not.toHaveProperty('case')
    })
  })

  test.each([
    ['backing-outside-root', '../../../../../../../../../../etc/passwd'],
    ['backing-protocol', 'nbd://host/x'],
    ['backing-protocol', 'json:{"driver":"file"}'],
  ])('%s', (code, name) => {
    const spoiled = node()
    spoiled.overlay(name)
    expect(lines(spoiled)).toEqual([`high ${code} ${DISK}`])
  })

  test.each([
    ['info backing-not-granted', '../elsewhere/base.raw'],
    ['high backing-no-base', '../../../../../../../../etc/passwd'],
  ])('%s, of an image that was opened by itself', async (expected, name) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'images'))
    const image = join(folder, 'images', 'top.qcow2')
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-F', 'raw', '-b', name, image, '1M')
    const found = await foundAt(image, 'image')
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([expected])
  })

  test.each([
    ['info backing-not-granted', `/${BASE}`],
    ['high backing-outside-root', '/home/me/secret.img'],
    ['high backing-outside-root', `/${INSTANCES}/_base/passwords.txt`],
  ])(
    '%s, of a disk whose instance’s folder was opened by itself, on %s',
    async (expected, name) => {
      const spoiled = node()
      spoiled.overlay(name)
      const found = await foundAt(spoiled.path(FOLDER))
      expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([expected])
    },
  )

  test.each([
    ['high', 'host', '/etc/shadow', 'etc/shadow'],
    ['high', 'host', 'file:///etc/shadow', 'etc/shadow'],
    ['warning', 'elsewhere', '/home/me/secret.img', 'home/me/secret.img'],
    ['warning', 'elsewhere', `/${STORE}/${IMAGE}`, undefined],
  ])('%s: a file that is no base (%s), and lies in what was opened', async (...args) => {
    const [severity, which, name, at] = args
    const spoiled = node()
    if (at !== undefined) spoiled.write(at, 'secret'.repeat(1000))
    spoiled.overlay(name)
    const found = (await foundAt(spoiled.root)).find(({ code }) => code === 'backing-no-base')
    expect(found).toMatchObject({ severity, evidence: { case: which, name } })
  })

  test.each([
    ['directly', undefined],
    ['through a snapshot beside it, whatever its name', `${FOLDER}/own`],
  ])('the disk of another instance, %s', async (_, between) => {
    const spoiled = node()
    const other = `${INSTANCES}/${UUID.replace(/1$/, '7')}/disk`
    spoiled.write(other, '')
    spoiled.make('qcow2', other, '16M', '-u', '-F', 'raw', '-b', `/${BASE}`)
    if (between !== undefined) {
      spoiled.make('qcow2', between, '16M', '-u', '-F', 'qcow2', '-b', `/${other}`)
    }
    spoiled.overlay(`/${between ?? other}`, 'qcow2')
    const found = (await foundAt(spoiled.root)).filter(({ subject }) => subject.path === DISK)
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'high backing-no-base',
      'info chain-too-deep',
    ])
    expect(found[0]?.evidence).toEqual({ case: 'instance', name: `/${other}` })
  })

  test('a symlink in the image cache, which is a base to Nova wherever it leads', async () => {
    const spoiled = node()
    mkdirSync(spoiled.path('data'), { mode: 0o750 })
    renameSync(spoiled.path(BASE), spoiled.path('data/base'))
    symlinkSync('../../../../../data/base', spoiled.path(BASE))
    expect(await foundAt(spoiled.root)).toEqual([])
  })

  test('an earlier layer of its own, which is no other instance’s', () => {
    const spoiled = node()
    const kept = `${FOLDER}_resize/disk`
    spoiled.write(kept, '')
    spoiled.make('qcow2', kept, '16M', '-u', '-F', 'raw', '-b', `/${BASE}`)
    spoiled.overlay(`/${kept}`, 'qcow2')
    const codes = viewOf(spoiled).findings.map(({ code }) => code)
    expect(codes).not.toContain('backing-no-base')
  })

  const MOUNT = 'mnt/0f0f0f0f-1111-4222-8333-444444444444'

  test('a base in a cache that lies on a mount called by a UUID, which is no instance', async () => {
    const spoiled = node()
    const cache = `${INSTANCES}/_base`
    mkdirSync(spoiled.path(MOUNT), { recursive: true })
    renameSync(spoiled.path(cache), spoiled.path(`${MOUNT}/_base`))
    symlinkSync(`/${MOUNT}/_base`, spoiled.path(cache))
    expect(await foundAt(spoiled.root)).toEqual([])
  })

  test.each([
    ['a base beside it', '_base', []],
    ['the disk of another', UUID.replace(/1$/, '7'), ['high backing-no-base']],
  ])('of instances on a mount called by a UUID: %s', async (_, folder, expected) => {
    const spoiled = node()
    spoiled.write('etc/nova/nova.conf', `[DEFAULT]\ninstances_path=/${MOUNT}/instances\n`)
    rmSync(spoiled.path(DOMAIN))
    mkdirSync(spoiled.path(MOUNT), { recursive: true })
    const name = `${INSTANCES}/${folder}/${sha1(IMAGE)}`
    if (!existsSync(spoiled.path(name))) {
      spoiled.write(name, '')
      spoiled.make('raw', name, '8M')
    }
    spoiled.overlay(`/${MOUNT}/instances/${folder}/${sha1(IMAGE)}`)
    renameSync(spoiled.path(INSTANCES), spoiled.path(`${MOUNT}/instances`))
    const found = (await foundAt(spoiled.root)).filter(({ code }) => code === 'backing-no-base')
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected)
  })

  test('a file of the host to which the name in the image cache leads', async () => {
    const spoiled = node()
    spoiled.write('etc/shadow', 'secret'.repeat(1000))
    rmSync(spoiled.path(BASE))
    symlinkSync('../../../../../etc/shadow', spoiled.path(BASE))
    const found = (await foundAt(spoiled.root)).find(({ code }) => code === 'backing-no-base')
    expect(found).toMatchObject({ severity: 'high', subject: { path: DISK } })
  })

  test.each(['/srv/old/instances/_base', '/srv/images'])(
    'a base that is not in %s any more, as a whole node shows',
    async (folder) => {
      const spoiled = node()
      const name = `${folder}/${sha1(IMAGE)}`
      spoiled.overlay(name)
      const found = spoiled.path(BASE)
      expect(await foundAt(spoiled.root)).toMatchObject([
        { code: 'backing-name', severity: 'warning', evidence: { case: 'moved', name, found } },
      ])
      // What stands for the node's root is not known there: the cache may well be mounted elsewhere.
      expect(await foundAt(spoiled.path(INSTANCES))).toEqual([])
    },
  )

  test('a file of the host that is not in what was opened', () => {
    const spoiled = node()
    spoiled.overlay('/root/.ssh/id_rsa')
    expect(lines(spoiled)).toEqual([`high backing-no-base ${DISK}`])
  })

  test('itself, in a circle', () => {
    const spoiled = node()
    spoiled.overlay(`/${DISK}`, 'qcow2')
    expect(lines(spoiled)).toEqual([`high backing-loop ${DISK}`])
  })

  test('a base that is named relative to its folder', () => {
    const spoiled = node()
    spoiled.overlay(`../_base/${sha1(IMAGE)}`)
    expect(only(spoiled)).toMatchObject({ code: 'backing-name', evidence: { case: 'escaping' } })
  })

  test('a base whose format it does not record', () => {
    const spoiled = node()
    spoiled.patch(DISK, qcow2Extension(spoiled.path(DISK), 0xe2792aca), 0x12, 0x34, 0x56, 0x78)
    const found = only(spoiled)
    expect(found).toMatchObject({
      code: 'backing-format-missing',
      severity: 'warning',
      evidence: { name: `/${BASE}`, format: 'raw', overlay: 'qcow2' },
    })
    const [, command] = findingCommands(found, (path) => spoiled.path(path))
    execFileSync('sh', ['-c', command ?? 'false'])
    expect(lines(spoiled)).toEqual([])
  })

  test('a base of whose format nobody knows, because the header is damaged before it', () => {
    const spoiled = node()
    const length = qcow2Extension(spoiled.path(DISK), 0xe2792aca) + 4
    spoiled.patch(DISK, length, 0x7f, 0xff, 0xff, 0xff)
    expect(lines(spoiled)).toEqual([`warning image-fault ${DISK}`])
  })

  test('a base that itself stands on something, and a chain of three', () => {
    const spoiled = node()
    const lower = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', lower, '8M')
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', BASE, '8M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${lower}`, '-F', 'raw', BASE)
    spoiled.overlay(`/${BASE}`, 'qcow2')
    expect(lines(spoiled)).toEqual([
      `high base-used-unseen ${lower}`,
      `high backing-in-image ${BASE}`,
      `info openstack-refuses ${BASE}`,
      `info chain-too-deep ${DISK}`,
    ])
  })

  test('an overlay over its own disk that the domain runs on, while Nova would start the disk', () => {
    const spoiled = node()
    const overlay = `${FOLDER}/disk.ovl`
    spoiled.make('raw', DISK, '16M')
    spoiled.make('qcow2', overlay, '16M', '-u', '-F', 'raw', '-b', 'disk')
    spoiled.domain({ 'disk.ovl': 'qcow2' })
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'not-novas-disk')
    expect(found).toMatchObject({ subject: { path: overlay }, evidence: { name: 'disk' } })
    expect(lines(spoiled)).toContain(`high not-novas-disk ${overlay}`)
    spoiled.domain({ disk: 'raw' })
    expect(lines(spoiled)).not.toContain(`high not-novas-disk ${overlay}`)
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('standing-on')).toEqual([])
})
