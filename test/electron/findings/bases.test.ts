import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  STORE,
  sha1,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'
import { foundAt } from './found-at.ts'

describe('a base that is not what stands on it was made on', () => {
  test('a base that is larger than the disk', () => {
    const spoiled = node()
    spoiled.overlay(`/${BASE}`, 'raw', '4M')
    expect(only(spoiled)).toMatchObject({
      code: 'overlay-smaller-than-base',
      evidence: { virtual: 4 << 20, below: 8 << 20, name: `/${BASE}` },
    })
  })

  test.each([
    ['', 'empty-base', /^The file is empty: no data of the image is left/],
    ['<html>503</html>', 'small-base', /^The file has 16 B, less than any image/],
  ])('a base that holds “%s” and no image, on a node without a store', (text, kind, said) => {
    const spoiled = node()
    rmSync(spoiled.path(STORE), { recursive: true })
    spoiled.write(BASE, text)
    const { findings } = viewOf(spoiled)
    const lost = findings.find(({ code }) => code === 'truncated')
    expect(lost).toMatchObject({ severity: 'high', subject: { kind: 'base', path: BASE } })
    expect(lost?.evidence['case']).toBe(kind)
    expect(lost && findingText(lost)).toMatch(said)
    // Who is lost with it.
    const damaged = findings.find(({ code }) => code === 'damaged-base')
    expect(damaged).toMatchObject({ also: [{ kind: 'disk', path: DISK }] })
    spoiled.write(BASE, new Uint8Array(512))
    expect(viewOf(spoiled).findings).toEqual([])
  })

  test('a layer that is larger than the one on it, of an image that was opened by itself', async () => {
    const folder = temporaryFolder()
    for (const args of [
      ['-f', 'qcow2', 'base.qcow2', '8M'],
      ['-f', 'qcow2', '-b', 'base.qcow2', '-F', 'qcow2', 'mid.qcow2', '4M'],
      ['-f', 'qcow2', '-b', 'mid.qcow2', '-F', 'qcow2', 'top.qcow2', '16M'],
    ]) {
      qemuImg(folder, 'create', '-q', ...args)
    }
    const found = await foundAt(join(folder, 'top.qcow2'), 'image', folder)
    expect(found).toMatchObject([
      {
        code: 'overlay-smaller-than-base',
        evidence: { case: 'layer', layer: 'mid.qcow2', name: 'base.qcow2', virtual: 4 << 20 },
      },
    ])
    expect((await foundAt(folder)).map(({ subject }) => subject.path)).toEqual(['mid.qcow2'])
  })

  test('a parent that was made anew since, by the id that a VMDK records', () => {
    const spoiled = node()
    const [below, above] = [`${STORE}/${OTHER_IMAGE}`, `${STORE}/${IMAGE.replace(/1$/, '3')}`]
    qemuImg(spoiled.root, 'create', '-q', '-f', 'vmdk', below, '8M')
    qemuImg(spoiled.root, 'create', '-q', '-f', 'vmdk', '-b', OTHER_IMAGE, '-F', 'vmdk', above)
    expect(lines(spoiled)).not.toContain(`high backing-changed ${above}`)
    qemuImg(spoiled.root, 'create', '-q', '-f', 'vmdk', below, '8M')
    expect(lines(spoiled)).toContain(`high backing-changed ${above}`)
  })

  test('the base of another image than the instance was made from (bug 1732428)', () => {
    const spoiled = node()
    spoiled.domain({ disk: 'qcow2' }, OTHER_IMAGE)
    expect(only(spoiled)).toMatchObject({
      code: 'base-not-of-image',
      evidence: { image: OTHER_IMAGE, expected: sha1(OTHER_IMAGE), name: `/${BASE}` },
    })
  })

  test.each(['swap_16', 'ephemeral_1_40d1d2c', 'kept'])(
    'a file of the cache that is of no image, %s, below a root disk that is of one',
    (name) => {
      const spoiled = node()
      const base = `${dirname(BASE)}/${name}`
      spoiled.make('raw', base, '8M')
      spoiled.overlay(`/${base}`)
      const told = viewOf(spoiled).findings
      const evidence = { name: `/${base}`, image: IMAGE, expected: sha1(IMAGE) }
      expect(told).toContainEqual(expect.objectContaining({ code: 'base-not-of-image' }))
      expect(told.find(({ code }) => code === 'base-not-of-image')?.evidence).toMatchObject(
        evidence,
      )
      // Libvirt has the domain.
      const unseen = told.filter(({ code }) => code === 'base-used-unseen')
      expect(unseen.map((one) => one.evidence['case'])).not.toContain('folder')
    },
  )

  test('the same in a cache that nova.conf calls otherwise', () => {
    const spoiled = node()
    spoiled.write('etc/nova/nova.conf', '[image_cache]\nsubdirectory_name = cache\n')
    const base = `${INSTANCES}/cache/kept`
    spoiled.make('raw', base, '8M')
    spoiled.overlay(`/${base}`)
    expect(lines(spoiled)).toContain(`warning base-not-of-image ${DISK}`)
  })

  test('nothing in a cache that nova.conf has deeper than in the instances_path', () => {
    const deep = node()
    const base = `${INSTANCES}/caches/base/${sha1(IMAGE)}`
    deep.write('etc/nova/nova.conf', '[image_cache]\nsubdirectory_name = caches/base\n')
    mkdirSync(deep.path(`${INSTANCES}/caches`), { mode: 0o750 })
    renameSync(deep.path(`${INSTANCES}/_base`), deep.path(`${INSTANCES}/caches/base`))
    deep.overlay(`/${base}`)
    const { bases, findings, accounting } = viewOf(deep)
    expect(findings).toEqual([])
    expect(bases).toMatchObject([{ id: base, users: 1, cache: { kind: 'in-use' } }])
    expect(accounting.cache?.path).toBe(`/${INSTANCES}/caches/base`)
  })

  test('a base that was cut: each instance on it has a problem, told once', () => {
    const spoiled = node()
    spoiled.truncate(BASE, 4 << 20)
    const { findings, instances, bases } = viewOf(spoiled)
    const own = findings.filter(({ code }) => code === 'damaged-base')
    expect(own).toMatchObject([
      {
        severity: 'high',
        subject: { kind: 'base', path: BASE },
        also: [{ kind: 'disk', path: DISK, instance: FOLDER }],
        evidence: { count: 1, format: 'raw', image: IMAGE },
      },
    ])
    expect(instances[0]?.findings).toEqual(own)
    expect(bases[0]?.findings.map(({ code }) => code)).toContain('damaged-base')
    expect(own.flatMap((one) => findingCommands(one, (at) => at)).at(-1)).toBe(
      `qemu-img compare -U -f raw -- ${BASE} /var/tmp/${IMAGE}`,
    )
  })

  test('a base that is marked corrupt, and no alarm of it where no disk stands on it', () => {
    const spoiled = node()
    spoiled.make('qcow2', BASE, '8M')
    spoiled.overlay(`/${BASE}`, 'qcow2')
    spoiled.patch(BASE, 79, 2)
    expect(lines(spoiled)).toContain(`high damaged-base ${BASE}`)
    spoiled.make('qcow2', DISK, '8M')
    expect(lines(spoiled)).not.toContain(`high damaged-base ${BASE}`)
  })

  test.each([
    ['a hard link of its base', linkSync],
    ['a symlink to its base', symlinkSync],
  ])('a disk that is %s: what its guest writes is in the base of all others', (_, link) => {
    const spoiled = node()
    const second = UUID.replace(/1$/, '2')
    const [folder, xml] = [`${INSTANCES}/${second}`, 'etc/libvirt/qemu/instance-00000002.xml']
    mkdirSync(spoiled.path(folder), { mode: 0o750 })
    link(spoiled.path(BASE), spoiled.path(`${folder}/disk`))
    spoiled.write(`${folder}/disk.info`, JSON.stringify({ [`/${folder}/disk`]: 'raw' }))
    spoiled.write(xml, domainXml(2, second, { disk: 'raw' }, IMAGE))
    const { findings, instances, bases } = viewOf(spoiled)
    const own = findings.filter(({ code }) => code === 'base-is-disk')
    expect(own).toMatchObject([
      {
        severity: 'high',
        subject: { kind: 'base', path: BASE },
        also: [{ kind: 'disk', instance: folder }],
        evidence: { instances: [second], count: 1 },
      },
    ])
    expect(findings.map(({ code }) => code)).not.toContain('disk-shared')
    expect(instances.find(({ id }) => id === folder)?.findings).toEqual(own)
    expect(bases[0]?.findings).toEqual(own)
    spoiled.run('cp', `${folder}/disk`, `${folder}/new`)
    spoiled.run('mv', `${folder}/new`, `${folder}/disk`)
    expect(lines(spoiled)).not.toContain(`high base-is-disk ${BASE}`)
  })

  test('a base that grew: it is not as large as its image in Glance, or as its name', () => {
    const spoiled = node()
    spoiled.truncate(BASE, 10 << 20)
    expect(only(spoiled)).toMatchObject({
      code: 'base-size-differs',
      evidence: { case: 'image', virtual: 10 << 20, size: 8 << 20, image: IMAGE },
    })
    const swap = node()
    swap.make('raw', `${INSTANCES}/_base/swap_64`, '32M')
    expect(lines(swap)).toContain(`warning base-size-differs ${INSTANCES}/_base/swap_64`)
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('bases')).toEqual([])
})
