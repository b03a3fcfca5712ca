import { linkSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupMarkdown } from '../../../shared/report/cleanup/cleanup-markdown.ts'
import {
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { node, viewOf } from '../../helpers/trees/spoiled-node.ts'

describe('a disk that the domain of its instance does not name', () => {
  const MONTH = 40 * 24
  const unnamed = (spoiled: SmallNode) =>
    viewOf(spoiled).findings.filter(({ code }) => code === 'leftover-disk')
  const pathsOf = (spoiled: SmallNode) => unnamed(spoiled).map(({ subject: { path } }) => path)

  /** With the disk of a flavor from before, and a copy of the disk that somebody made. */
  function left(): SmallNode {
    const spoiled = node()
    for (const name of ['disk.swap', 'disk.bak-2026']) {
      spoiled.make('qcow2', `${FOLDER}/${name}`, '8M')
      spoiled.age(`${FOLDER}/${name}`, MONTH)
    }
    return spoiled
  }

  test('is told with what it takes, how long it is unchanged, and which XML does not name it', () => {
    const spoiled = left()
    const { findings, instances } = viewOf(spoiled)
    const found = findings.filter(({ code }) => code === 'leftover-disk')
    expect(found).toMatchObject([
      { subject: { path: `${FOLDER}/disk.bak-2026` }, evidence: { case: 'copy', xml: DOMAIN } },
      { subject: { path: `${FOLDER}/disk.swap`, instance: FOLDER }, severity: 'info' },
    ])
    const { age, allocated } = found[1]?.evidence ?? {}
    expect(Math.floor(Number(age) / 3_600_000)).toBe(MONTH)
    expect(allocated).toBe(statSync(spoiled.path(`${FOLDER}/disk.swap`)).blocks * 512)
    expect(instances[0]?.findings).toEqual(found)
  })

  test.each(['disk.bak', 'disk.old', 'disk_2024.img', 'notes/backup.tar'])(
    'may be the raw copy %s, which has no header: it counts, and is told and left out of the plan as nobody’s',
    (name) => {
      const spoiled = node()
      const path = `${FOLDER}/${name}`
      spoiled.write(path, new Uint8Array(2 ** 20).fill(7), MONTH)
      const { findings, instances } = viewOf(spoiled)
      expect(findings).toMatchObject([
        { code: 'leftover-disk', severity: 'info', subject: { path, instance: FOLDER } },
      ])
      expect(findings[0]?.evidence['case']).toBe(name.endsWith('.img') ? 'copy' : 'file')
      expect(instances[0]?.allocated).toBeGreaterThan(2 ** 20)
      const [, leftOut = ''] = cleanupMarkdown(spoiled.scan(), 'en').split('## Left out')
      expect(leftOut).toContain(`\`${path}\`: Nobody knows whose it is`)
      spoiled.write(path, new Uint8Array(2 ** 20).fill(7), 1)
      expect(unnamed(spoiled)).toEqual([])
    },
  )

  test('is no file of its own kind, nor a small one, nor what the domain names', () => {
    const spoiled = node()
    for (const name of ['console.log', 'kernel', 'disk.info.old']) {
      const large = name !== 'disk.info.old'
      spoiled.write(`${FOLDER}/${name}`, new Uint8Array(large ? 2 ** 21 : 2 ** 19), MONTH)
    }
    spoiled.write(`${FOLDER}/data`, new Uint8Array(2 ** 21).fill(7), MONTH)
    spoiled.domain({ disk: 'qcow2', data: 'raw' })
    expect(unnamed(spoiled)).toEqual([])
  })

  test('is left out of the clean-up plan, without a command: nobody knows whose it is', () => {
    const [, leftOut = ''] = cleanupMarkdown(left().scan(), 'en').split('## Left out')
    expect(leftOut).toContain(`\`${FOLDER}/disk.swap\`: Nobody knows whose it is`)
    expect(leftOut).toContain(`\`${FOLDER}/disk.bak-2026\`: Nobody knows whose it is`)
    expect(cleanupMarkdown(left().scan(), 'en')).toContain('0 steps now: 2 things are left out')
  })

  test('is the root disk of before images_type = rbd', () => {
    const spoiled = node()
    const source = '<source protocol="rbd" name="vms/disk"/>'
    const disk = `<disk type="network" device="disk"><driver type="raw"/>${source}</disk>`
    const xml = domainXml(1, UUID, {}, IMAGE).replace('<devices>', `<devices>${disk}`)
    spoiled.write(DOMAIN, xml)
    expect(pathsOf(spoiled)).toEqual([])
    spoiled.age(DISK, MONTH)
    expect(pathsOf(spoiled)).toEqual([DISK])
  })

  test('is not what any other description of the domain names, nor what something stands on', () => {
    const running = left()
    const [snapshot, disks] = ['disk.bak-2026', { disk: 'qcow2', 'disk.swap': 'qcow2' }]
    const both = domainXml(1, UUID, { ...disks, [snapshot]: 'qcow2' }, IMAGE)
    running.write(`${FOLDER}/unrescue.xml`, both)
    expect(pathsOf(running)).toEqual([])
    const layered = left()
    const size = ['-b', 'disk.bak-2026', '-F', 'qcow2', '8M']
    layered.run('qemu-img', 'create', '-qfqcow2', `${FOLDER}/disk.swap`, ...size)
    expect(pathsOf(layered)).toEqual([])
    const linked = left()
    linkSync(linked.path(`${FOLDER}/disk.swap`), linked.path(`${INSTANCES}/kept.qcow2`))
    expect(pathsOf(linked)).toEqual([`${FOLDER}/disk.bak-2026`])
  })

  test('is nobody’s to tell where the domain was not understood, is in the folder alone, or has no disk', () => {
    const cut = left()
    cut.write(DOMAIN, '<domain type="kvm"><uuid>')
    expect(pathsOf(cut)).toEqual([])
    const old = left()
    rmSync(old.path(DOMAIN))
    old.write(`${FOLDER}/libvirt.xml`, domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
    expect(pathsOf(old)).toEqual([])
    const container = left()
    const tree = '<filesystem type="mount"><source dir="/x/rootfs"/><target dir="/"/></filesystem>'
    const xml = domainXml(1, UUID, {}, IMAGE).replace('<devices>', `<devices>${tree}`)
    container.write(DOMAIN, xml)
    expect(pathsOf(container)).toEqual([])
  })

  /** The XML of its domain with more in a part of it. */
  const withMore = (part: string, more: string) =>
    domainXml(1, UUID, { disk: 'qcow2' }, IMAGE).replace(part, `${part}${more}`)

  test('is nobody’s to tell where the domain has a disk of which no name says what it is', () => {
    const pooled = left()
    const volume = '<source pool="vms" volume="x"/><target dev="vdz"/>'
    pooled.write(DOMAIN, withMore('<devices>', `<disk type="volume">${volume}</disk>`))
    expect(pathsOf(pooled)).toEqual([])
  })

  test('is not what the XML in its own folder names', () => {
    const both = left()
    const xml = domainXml(1, UUID, { disk: 'qcow2', 'disk.swap': 'qcow2' }, IMAGE)
    both.write(`${FOLDER}/libvirt.xml`, xml)
    expect(pathsOf(both)).toEqual([`${FOLDER}/disk.bak-2026`])
  })

  test('is nobody’s to tell where another disk of the folder cannot be looked at', () => {
    const hidden = left()
    symlinkSync('../../../../../../../../outside/disk', hidden.path(`${FOLDER}/disk.eph0`))
    expect(pathsOf(hidden)).toEqual([])
  })

  test('is no image above a disk that the domain names: which of them runs is open, and told', () => {
    const above = node()
    above.make('qcow2', `${FOLDER}/disk.snap1`, '16M', '-u', '-F', 'qcow2', '-b', 'disk')
    above.age(`${FOLDER}/disk.snap1`, MONTH)
    expect(pathsOf(above)).toEqual([])
    const codes = viewOf(above).findings.map(({ code }) => code)
    expect(codes).toContain('overlays-above')
  })

  test('is nothing in a folder that a resize left: that is told as a whole', () => {
    const resized = left()
    resized.run('mv', FOLDER, `${FOLDER}_resize`)
    expect(pathsOf(resized)).toEqual([])
  })

  test('is not what a job copies a disk to, nor any other file of the domain', () => {
    const copied = left()
    const mirror = `<mirror type="file" file="/${FOLDER}/disk.bak-2026" format="qcow2"/>`
    const source = `<source file="/${FOLDER}/disk"/>`
    const disk = `<disk type="file" device="disk">${source}<target dev="vda"/>${mirror}</disk>`
    copied.write(DOMAIN, withMore('<devices>', disk))
    expect(pathsOf(copied)).toEqual([`${FOLDER}/disk.swap`])
    const logged = left()
    const file = `<serial type="file"><source path="/${FOLDER}/disk.swap"/></serial>`
    logged.write(DOMAIN, withMore('<devices>', file))
    expect(pathsOf(logged)).toEqual([`${FOLDER}/disk.bak-2026`])
  })
})
