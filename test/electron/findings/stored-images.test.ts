import { readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { planOf } from '../../../shared/analysis/cleanup/whole-plan.ts'
import { imageFolders } from '../../../shared/analysis/sizes/image-folders.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import { unseenAt } from '../../helpers/trees/shut-tree.ts'
import {
  BASE,
  DISK,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
  sha1,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

const GLANCE_CONF = 'etc/glance/glance-api.conf'

test('an image that the store lost, whose base is sound', () => {
  const spoiled = node()
  spoiled.write(`${STORE}/${IMAGE}`, '')
  spoiled.write(`${STORE}/${OTHER_IMAGE}`, '')
  expect(only(spoiled)).toMatchObject({
    code: 'truncated',
    severity: 'high',
    subject: { kind: 'image', path: `${STORE}/${IMAGE}` },
    evidence: { case: 'empty-image', name: BASE },
  })
  const unseen = scanOfTree(unseenAt(liveTree(spoiled.root), `${STORE}/${IMAGE}`)).view.findings
  expect(unseen.map(({ code }) => code)).not.toContain('truncated')
})

test('an image whose id was given in capitals has its base and its instance', () => {
  const spoiled = node()
  const id = '6A0B1C2D-1111-4111-8111-111111111111'
  const base = `${INSTANCES}/_base/${sha1(id)}`
  renameSync(spoiled.path(`${STORE}/${IMAGE}`), spoiled.path(`${STORE}/${id}`))
  renameSync(spoiled.path(BASE), spoiled.path(base))
  spoiled.overlay(`/${base}`)
  spoiled.domain({ disk: 'qcow2' }, id)
  const { findings, images, bases, instances } = viewOf(spoiled)
  expect(findings).toEqual([])
  expect(images).toMatchObject([{ name: id }])
  expect(bases).toMatchObject([{ id: base, glanceId: id, cache: { kind: 'in-use', imageId: id } }])
  expect(instances).toMatchObject([{ identity: { imageId: id } }])
})

describe('an image in Glance', () => {
  const store = (make: (spoiled: SmallNode, path: string) => void) => {
    const spoiled = node()
    make(spoiled, `${STORE}/${OTHER_IMAGE}`)
    return spoiled
  }

  test('that stands on a file of the host (CVE-2015-5163)', () => {
    const spoiled = store((made, path) => {
      qemuImg(made.root, 'create', '-q', '-f', 'qcow2', path, '8M')
      qemuImg(made.root, 'rebase', '-q', '-u', '-b', '/etc/shadow', '-F', 'raw', path)
    })
    const path = `${STORE}/${OTHER_IMAGE}`
    expect(lines(spoiled)).toEqual([
      `high backing-in-image ${path}`,
      `info openstack-refuses ${path}`,
    ])
  })

  test.each(['staging', 'image-cache', 'image-cache/incomplete', 'image-cache/invalid'])(
    'or in its %s',
    (place) => {
      const path = `${dirname(STORE)}/${place}/${OTHER_IMAGE}`
      const spoiled = node()
      spoiled.write(path, '')
      spoiled.make('qcow2', path, '8M', '-u', '-b', '/etc/shadow', '-F', 'raw')
      expect(lines(spoiled)).toEqual([
        `high backing-in-image ${path}`,
        `info openstack-refuses ${path}`,
      ])
    },
  )

  test('that is a VMDK with extents in other files (CVE-2022-47951)', () => {
    const spoiled = store((made, path) =>
      made.write(
        path,
        '# Disk DescriptorFile\nversion=1\nCID=123a\nparentCID=ffffffff\ncreateType="monolithicFlat"\n\nRW 16384 FLAT "/etc/shadow" 0\n',
      ),
    )
    const found = viewOf(spoiled).findings.filter(({ code }) => code === 'vmdk-extents')
    expect(found.map(({ severity }) => severity)).toEqual(['high', 'high'])
    expect(found.map(({ evidence }) => evidence['name'])).toContain('/etc/shadow')
  })

  test('that records a data file without using it, as a disk of an instance too (CVE-2024-32498)', () => {
    for (const path of [`${STORE}/${OTHER_IMAGE}`, DISK]) {
      const spoiled = node()
      spoiled.make('qcow2', path, '8M', '-o', 'data_file=secret.raw')
      spoiled.patch(path, 79, 0)
      expect(viewOf(spoiled).findings).toContainEqual(
        expect.objectContaining({
          code: 'external-data-file',
          severity: 'high',
          evidence: expect.objectContaining({ case: 'data-file/unused-name', name: 'secret.raw' }),
        }),
      )
    }
  })

  test.each([
    ['', ['nova-convert/encrypted']],
    ['[DEFAULT]\nforce_raw_images = False\n', []],
    [
      '[DEFAULT]\nforce_raw_images = False\n[libvirt]\nimages_type = rbd\n',
      ['nova-convert/encrypted'],
    ],
  ])('that Nova cannot convert, where it converts images (%j)', (conf, refusals) => {
    const spoiled = store((made, path) => {
      const secret = ['--object', 'secret,id=s,data=abc', '-o', 'key-secret=s,iter-time=10']
      made.make('luks', path, '8M', ...secret)
    })
    spoiled.write('etc/nova/nova.conf', conf)
    const found = viewOf(spoiled).findings.filter(({ code }) => code === 'openstack-refuses')
    expect(found.flatMap(({ evidence }) => evidence['refusals'])).toEqual(refusals)
  })

  test('that OpenStack refuses although it is legal: extended L2 entries', () => {
    const spoiled = store((made, path) => made.make('qcow2', path, '8M', '-o', 'extended_l2=on'))
    expect(only(spoiled)).toMatchObject({
      code: 'openstack-refuses',
      evidence: { refusal: 'oslo-unknown-features/features' },
    })
  })

  test('that is two formats, or one that nobody maintains', () => {
    const polyglot = store((made, path) => {
      made.make('qcow2', path, '8M')
      made.patch(path, 510, 0x55, 0xaa)
      made.patch(path, 446, 0x80, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)
    })
    expect(lines(polyglot)).toContain(`high multiple-formats ${STORE}/${OTHER_IMAGE}`)
    const qed = store((made, path) => made.make('qed', path, '8M'))
    expect(lines(qed)).toContain(`warning banned-format ${STORE}/${OTHER_IMAGE}`)
  })

  test('whose parts do not agree: a VMDK with its descriptor elsewhere', () => {
    const spoiled = store((made, path) => {
      qemuImg(made.root, 'create', '-q', '-f', 'vmdk', path, '8M')
      made.patch(path, 28, 2)
    })
    expect(lines(spoiled)).toContain(`high vmdk-descriptor ${STORE}/${OTHER_IMAGE}`)
  })

  test('whose partitions programs see differently', () => {
    const spoiled = store((made, path) => {
      made.make('raw', path, '8M')
      made.patch(path, 510, 0x55, 0xaa)
      made.patch(path, 446, 0x42, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)
    })
    expect(lines(spoiled)).toContain(`warning partition-table ${STORE}/${OTHER_IMAGE}`)
  })

  test('that is tiny, and huge to whoever converts it (CVE-2013-4463)', () => {
    const spoiled = store((made, path) => made.make('qcow2', path, '8T'))
    expect(only(spoiled)).toMatchObject({
      code: 'huge-virtual-size',
      evidence: { size: 8 * 2 ** 40 },
    })
  })
})

describe('what Glance left', () => {
  const GLANCE = dirname(STORE)
  const DAYS = 24
  const left = (spoiled: SmallNode) =>
    viewOf(spoiled).findings.map(({ code, evidence, subject }) => {
      return [code, evidence['case'], subject.path]
    })

  test.each([
    ['incomplete', `${GLANCE}/image-cache/incomplete/${OTHER_IMAGE}`],
    ['invalid', `${GLANCE}/image-cache/invalid/${OTHER_IMAGE}`],
    ['staging', `${GLANCE}/staging/${IMAGE}`],
    ['task', `${GLANCE}/tasks_work_dir/3f1c/${IMAGE}`],
  ])('is %s, unchanged for a day, and a step of the plan', (kind, path) => {
    const spoiled = node()
    spoiled.write(path, readFileSync(spoiled.path(`${STORE}/${IMAGE}`)), 12 * DAYS)
    expect(left(spoiled)).toEqual([['leftover-glance', kind, path]])
    const view = viewOf(spoiled)
    const row = view.images.find(({ id }) => id === path)
    expect(row?.findings.length).toBe(kind === 'task' ? undefined : 1)
    expect(cleanupSteps(spoiled.scan())).toMatchObject([
      { stage: 'temporary', path, users: [], frees: expect.any(Number) },
    ])
  })

  test('counts in a sum of its folder, beside that of the store', () => {
    const spoiled = node()
    expect(imageFolders(viewOf(spoiled))).toEqual([])
    const left = [`${GLANCE}/image-cache/incomplete/${OTHER_IMAGE}`, `${GLANCE}/staging/${IMAGE}`]
    for (const path of left) spoiled.write(path, new Uint8Array(1 << 20))
    const view = viewOf(spoiled)
    expect(imageFolders(view)).toEqual(
      [
        { path: STORE, images: 1, allocated: expect.any(Number) },
        ...left.map((path) => ({ path: dirname(path), images: 1, allocated: expect.any(Number) })),
      ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    )
    const sums = nodeText(view).split('\n')
    for (const path of left)
      expect(sums).toContainEqual(expect.stringMatching(`MiB +${dirname(path)}: 1 image$`))
  })

  test('is told of a staged image that no store has after a week, and never offered to be removed', () => {
    const spoiled = node()
    const path = `${GLANCE}/staging/${OTHER_IMAGE}`
    spoiled.write(path, new Uint8Array(1 << 20), 8 * DAYS)
    expect(left(spoiled)).toEqual([['leftover-glance', 'not-stored', path]])
    const { steps, leftOut } = planOf(spoiled.scan())
    expect(steps).toEqual([])
    expect(leftOut).toEqual([{ path, why: 'staged', allocated: expect.any(Number) }])
  })

  test('is never offered to be removed for a stored image of another length', () => {
    const spoiled = node()
    const path = `${GLANCE}/staging/${IMAGE}`
    spoiled.write(path, new Uint8Array(3 << 20), 12 * DAYS)
    expect(left(spoiled)).toEqual([['leftover-glance', 'not-stored', path]])
    expect(cleanupSteps(spoiled.scan())).toEqual([])
  })

  test('is nothing that may still be worked on, or wait for its import', () => {
    const spoiled = node()
    spoiled.write(`${GLANCE}/image-cache/incomplete/${OTHER_IMAGE}`, new Uint8Array(1 << 20))
    spoiled.write(`${GLANCE}/staging/${IMAGE}`, new Uint8Array(1 << 20))
    spoiled.write(`${GLANCE}/staging/${OTHER_IMAGE}`, new Uint8Array(1 << 20), 6 * DAYS)
    expect(left(spoiled)).toEqual([])
    expect(viewOf(spoiled).young).toMatchObject([{ code: 'leftover-glance' }])
  })
})

describe('a store that glance-api.conf sets and that is not here', () => {
  const conf = (spoiled: SmallNode, folder: string) =>
    spoiled.write(GLANCE_CONF, `[glance_store]\nfilesystem_store_datadir = ${folder}\n`)
  const said = (spoiled: SmallNode) =>
    viewOf(spoiled)
      .findings.filter(({ code }) => code === 'missing-store')
      .map(({ subject, evidence }) => [subject.path, evidence])

  test('is told with the usual folder, whose images are shown', () => {
    const spoiled = node()
    conf(spoiled, '/srv/images')
    const named = { folder: '/srv/images', tried: spoiled.path('srv/images') }
    expect(said(spoiled)).toEqual([[GLANCE_CONF, { case: 'named-taken', ...named, taken: STORE }]])
    expect(viewOf(spoiled).images).toHaveLength(1)
    expect(nodeText(viewOf(spoiled))).toContain(`What is shown of Glance lies in ${STORE}.`)
    rmSync(spoiled.path(STORE), { recursive: true })
    expect(said(spoiled)).toEqual([[GLANCE_CONF, { case: 'named', ...named }]])
  })

  test('is told where its path cannot be made out', () => {
    const spoiled = node()
    conf(spoiled, '$state/images')
    expect(said(spoiled)).toEqual([[GLANCE_CONF, { case: 'untold-taken', taken: STORE }]])
    rmSync(spoiled.path(STORE), { recursive: true })
    expect(said(spoiled)).toEqual([[GLANCE_CONF, { case: 'untold' }]])
  })

  test('is told of one of several, and of none that is there or is the usual one', () => {
    const spoiled = node()
    spoiled.write('srv/a/.keep', '')
    const two = 'filesystem_store_datadirs = /srv/a:10\nfilesystem_store_datadirs = /srv/b\n'
    spoiled.write(GLANCE_CONF, `[glance_store]\n${two}`)
    rmSync(spoiled.path(STORE), { recursive: true })
    expect(said(spoiled)).toMatchObject([[GLANCE_CONF, { case: 'named', folder: '/srv/b' }]])
    conf(spoiled, '/srv/a')
    expect(said(spoiled)).toEqual([])
    conf(spoiled, `/${STORE}`)
    expect(said(spoiled)).toEqual([])
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('stored-images')).toEqual([])
})
