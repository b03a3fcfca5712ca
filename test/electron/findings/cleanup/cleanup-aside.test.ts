import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { baseNameOf } from '../../../../shared/files/paths.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../../../helpers/scan/node-view.ts'
import {
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { IDLE, LOST, littered, released, runAsRoot, SNAPSHOT } from './littered-node.ts'

const lost = `${INSTANCES}/${LOST}`

/** A node whose folder of no instance, with a disk on the idle base, was set aside by a plan that was run. */
function setAside() {
  const node = littered()
  node.make('qcow2', `${lost}/disk`, '4M', '-b', node.path(IDLE), '-F', 'raw')
  for (const name of ['disk', 'console.log']) node.age(`${lost}/${name}`, 25)
  node.ageFolder(lost, 25)
  const scan = node.scan()
  const { aside = '' } = cleanupSteps(scan).find(({ path }) => path === lost) ?? {}
  runAsRoot(released(cleanupScript(scan, 'en')), node.root)
  expect(readdirSync(node.path(INSTANCES))).not.toContain(LOST)
  return { node, aside }
}

/** What a scan finds some days from now. */
function scanIn(days: number, node: SmallNode) {
  const now = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => now() + days * 24 * 3_600_000)
  return node.scan()
}

describe('what a plan set aside', () => {
  afterEach(() => void vi.restoreAllMocks())

  test('is told of and left out for three days, in which the base that it stands on is no step either', () => {
    const { node, aside } = setAside()
    const scan = node.scan()
    const { view } = scan
    const told = view.findings.find(({ code }) => code === 'set-aside')
    expect(told).toMatchObject({ severity: 'info', subject: { kind: 'instance', path: aside } })
    expect(told?.evidence).toMatchObject({ day: new Date().toISOString().slice(0, 10) })
    expect(cleanupSteps(scan)).toEqual([])
    const [left] = planOf(scan).leftOut.filter(({ path }) => path === aside)
    expect(left).toMatchObject({ why: 'aside', allocated: told?.evidence['allocated'] })
    expect(((left?.atMs ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(72, 1)
    expect(cleanupMarkdown(scan, 'en')).toContain('0 steps now: 1 thing is left out, ')
    expect(cleanupMarkdown(scan, 'zh-CN')).toContain('目前 0 步：有 1 项未列入')
    const base = view.bases.find(({ id }) => id === IDLE)
    expect(base?.cache?.kind).toBe('orphans-only')
    expect(base?.dependants.instances).toMatchObject([{ path: aside, kind: 'aside' }])
    const evidence = { case: 'folder', count: 1, names: [`${aside}/disk`] }
    expect(base?.findings).toMatchObject([{ code: 'base-used-unseen', evidence }])
    expect(view.totals.byKind.leftovers).toBe(told?.evidence['allocated'])
  })

  test('is none of those that lose their base where something else does', () => {
    const { node, aside } = setAside()
    node.make('qcow2', SNAPSHOT, '4M', '-b', node.path(IDLE), '-F', 'raw')
    const base = node.scan().view.bases.find(({ id }) => id === IDLE)
    expect(base?.overlays.map(({ path }) => path).sort()).toEqual([`${aside}/disk`, SNAPSHOT])
    const evidence = { case: 'image', count: 1, names: [SNAPSHOT] }
    expect(base?.findings).toMatchObject([{ code: 'base-used-unseen', evidence }])
  })

  test('stands on a base by the symlink of another name as what it is', () => {
    const { node, aside } = setAside()
    const other = `${INSTANCES}/_base/${sha1('other')}`
    symlinkSync(baseNameOf(IDLE), node.path(other))
    const disk = node.path(`${aside}/disk`)
    qemuImg(node.root, 'rebase', '-q', '-u', '-b', node.path(other), '-F', 'raw', disk)
    const link = node.scan().view.bases.find(({ id }) => id === other)
    expect(link?.dependants.instances).toMatchObject([{ path: aside, kind: 'aside', disks: 1 }])
  })

  test('is what it is where only that folder is opened, and nothing says that its base is gone', () => {
    const { node, aside } = setAside()
    for (const folder of [dirname(aside), aside]) {
      const view = viewOfFolder(node.path(folder))
      expect(view.instances).toMatchObject([{ kind: 'aside', uuid: LOST }])
      expect(view.totals.allocated).toBe(duOf(node.path(folder)))
      const told = view.findings.map(({ code, severity }) => `${code} ${severity}`)
      expect(told.sort()).toEqual(['backing-not-granted info', 'set-aside info'])
      const { evidence } = view.findings.find(({ code }) => code === 'set-aside') ?? {}
      const day = new Date().toISOString().slice(0, 10)
      expect(evidence).toMatchObject({ case: 'not-known', day })
    }
  })

  test('goes with the plan of a later scan, and nothing waits after it', () => {
    const { node, aside } = setAside()
    const scan = scanIn(4, node)
    const [step, ...others] = cleanupSteps(scan)
    expect([step, others]).toMatchObject([{ stage: 'aside', path: aside, isFolder: true }, []])
    expect(step?.frees).toBe(duOf(node.path(aside)))
    const ran = runAsRoot(released(cleanupScript(scan, 'en')), node.root)
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(existsSync(node.path(dirname(aside)))).toBe(false)
    const { view } = node.scan()
    expect(view.findings.filter(({ code }) => code === 'set-aside')).toEqual([])
  })

  test('is not removed once it is another folder, or somebody has a file of it open', () => {
    const { node, aside } = setAside()
    const script = released(cleanupScript(scanIn(4, node), 'en'))
    const log = node.path(`${aside}/console.log`)
    expect(runAsRoot(script, node.root, { open: log }).stderr).toContain('In use, not removed:')
    renameSync(node.path(aside), node.path('mine'))
    mkdirSync(node.path(aside))
    expect(runAsRoot(script, node.root).status).toBe(1)
    expect(existsSync(node.path(aside))).toBe(true)
  })

  test('stays for as long as an image elsewhere stands on a file of it', () => {
    const { node, aside } = setAside()
    const copy = `${INSTANCES}/copy.qcow2`
    node.make('qcow2', copy, '4M', '-b', node.path(`${aside}/disk`), '-F', 'qcow2')
    const scan = scanIn(4, node)
    const step = cleanupSteps(scan).find(({ path }) => path === aside)
    expect(step?.users).toEqual([copy])
    expect(released(cleanupScript(scan, 'en'))).not.toMatch(/^cowscope_unused .*aside/m)
  })

  test('is no step once a domain of its instance is there again, which misses its folder', () => {
    const { node, aside } = setAside()
    const xml = 'etc/libvirt/qemu/instance-00000003.xml'
    node.write(xml, domainXml(3, LOST, { disk: 'qcow2' }, IMAGE))
    const scan = scanIn(4, node)
    const found = scan.view.findings.filter(({ subject }) => [aside, xml].includes(subject.path))
    expect(found).toMatchObject([
      { code: 'missing-folder' },
      { code: 'set-aside', severity: 'warning', evidence: { case: 'domain', xml } },
    ])
    expect(cleanupSteps(scan).some(({ path }) => path === aside)).toBe(false)
    expect(planOf(scan).leftOut.find(({ path }) => path === aside)?.why).toBe('claimed')
  })

  test('is to be compared with the folder that its instance has in its place again', () => {
    const { node, aside } = setAside()
    mkdirSync(node.path(lost))
    node.make('qcow2', `${lost}/disk`, '4M')
    node.write(
      'etc/libvirt/qemu/instance-00000003.xml',
      domainXml(3, LOST, { disk: 'qcow2' }, IMAGE),
    )
    const scan = scanIn(4, node)
    const { findings, bases } = scan.view
    const told = findings.find(({ code }) => code === 'set-aside')
    expect(told).toMatchObject({ severity: 'warning', evidence: { case: 'in-place' } })
    expect(bases.find(({ id }) => id === IDLE)?.cache?.kind).toBe('unseen-only')
    expect(cleanupSteps(scan).some(({ path }) => path === aside)).toBe(false)
    expect(cleanupMarkdown(scan, 'en')).toContain('has a domain or a folder again')
  })

  test('is no step either where it has an old name, by which libvirt calls the domain', () => {
    const node = littered()
    const aside = `${INSTANCES}/cowscope-aside-2026-01-02/instance-00000003`
    node.write(`${aside}/console.log`, 'x')
    const xml = 'etc/libvirt/qemu/instance-00000003.xml'
    node.write(xml, domainXml(3, 'dddddddd-0000-4000-8000-000000000004', { disk: 'qcow2' }, IMAGE))
    const scan = scanIn(4, node)
    const told = scan.view.findings.find(({ subject }) => subject.path === aside)
    expect(told).toMatchObject({ code: 'set-aside', evidence: { case: 'domain', xml } })
    expect(cleanupSteps(scan).some(({ path }) => path === aside)).toBe(false)
    expect(planOf(scan).leftOut.find(({ path }) => path === aside)?.why).toBe('claimed')
  })

  test.each(['../../../../mnt/big', '/mnt/big'])(
    'is found and goes with its symlink where that led to it as %s',
    (place) => {
      const node = littered()
      mkdirSync(node.path('mnt/big'), { recursive: true })
      renameSync(node.path(lost), node.path(`mnt/big/${LOST}`))
      symlinkSync(`${place}/${LOST}`, node.path(lost))
      node.ageFolder(`mnt/big/${LOST}`, 25)
      runAsRoot(released(cleanupScript(node.scan(), 'en')), node.root)
      const day = new Date().toISOString().slice(0, 10)
      const aside = `mnt/big/cowscope-aside-${day}/${LOST}`
      expect(existsSync(node.path(aside))).toBe(true)
      const waiting = node.scan()
      expect(waiting.view.accounting.cache?.doubts).toEqual([])
      const told = waiting.view.findings.find(({ code }) => code === 'set-aside')
      expect(told).toMatchObject({ severity: 'info', subject: { path: aside } })
      expect(told?.evidence['case']).toBeUndefined()
      const ofLink = waiting.view.findings.filter(({ subject }) => subject.path === lost)
      expect(ofLink).toEqual([])
      expect(cleanupMarkdown(waiting, 'en')).toContain('0 steps now: 1 thing is left out, ')
      const scan = scanIn(4, node)
      expect(cleanupSteps(scan)).toMatchObject([{ stage: 'aside', path: aside }])
      const ran = runAsRoot(released(cleanupScript(scan, 'en')), node.root)
      expect(ran).toMatchObject({ status: 0, stderr: '' })
      expect(readdirSync(node.path('mnt/big'))).toEqual([])
      expect(readdirSync(node.path(INSTANCES))).not.toContain(LOST)
    },
  )

  test.each([
    ['its UUID', LOST],
    ['any name', 'web1'],
  ])('on two days where the symlink of an instance leads to %s is found both times', (_, name) => {
    const node = littered()
    const days = ['2026-01-02', '2026-01-05'].map((day) => `mnt/big/cowscope-aside-${day}/${name}`)
    for (const path of days) node.write(`${path}/console.log`, 'x', 900)
    rmSync(node.path(lost), { recursive: true })
    symlinkSync(`../../../../mnt/big/${name}`, node.path(lost))
    const scan = scanIn(4, node)
    const { view } = scan
    const asides = view.instances.filter(({ kind }) => kind === 'aside')
    expect(asides.map(({ id, uuid }) => [id, uuid])).toEqual(days.map((path) => [path, LOST]))
    expect(view.accounting.cache?.doubts).toEqual([])
    expect(view.totals.allocated).toBe(duOf(...view.covered))
    const steps = cleanupSteps(scan).filter(({ stage }) => stage === 'aside')
    // Of another than the last nothing proves that it is of this host.
    expect(steps).toMatchObject([{ path: days[1], names: [{ path: lost }] }])
    const told = view.findings.filter(({ code }) => code === 'set-aside')
    expect(told.map(({ evidence }) => evidence['case'])).toEqual(['not-known', undefined])
  })

  test('is found where another instance is linked to, when the symlink of its own has gone', () => {
    const node = littered()
    const aside = `mnt/big/cowscope-aside-2026-01-02/${LOST}`
    renameSync(node.path(lost), node.path('lost'))
    node.write(`${aside}/console.log`, 'x', 900)
    renameSync(node.path(FOLDER), node.path(`mnt/big/${UUID}`))
    symlinkSync(`../../../../mnt/big/${UUID}`, node.path(FOLDER))
    const scan = scanIn(4, node)
    const { view } = scan
    expect(view.instances.find(({ kind }) => kind === 'aside')).toMatchObject({ id: aside })
    expect(view.totals.allocated).toBe(duOf(...view.covered))
    const told = view.findings.find(({ code }) => code === 'set-aside')
    expect(told).toMatchObject({ subject: { path: aside }, evidence: { case: 'not-known' } })
    // Others may have the place that the symlinks lead to.
    expect(cleanupSteps(scan).some(({ path }) => path === aside)).toBe(false)
  })

  test('is no step where not all domains were seen', () => {
    const { node, aside } = setAside()
    node.write('etc/libvirt/qemu/instance-00000003.xml', '<domain')
    const scan = scanIn(4, node)
    const told = scan.view.findings.find(({ code }) => code === 'set-aside')
    expect(told?.evidence['case']).toBe('not-known')
    expect(cleanupSteps(scan).some(({ path }) => path === aside)).toBe(false)
  })

  test('is known by the form that plans give it, and nothing else is', () => {
    const node = littered()
    const names = ['cowscope-aside-2026-13-40', 'cowscope-aside', 'aside-2026-01-02', '_base']
    for (const name of names) node.write(`${INSTANCES}/${name}/${LOST}/disk`, 'x', 900)
    node.write(`${INSTANCES}/cowscope-aside-2026-01-02/mine`, 'x', 900)
    node.write(`${INSTANCES}/cowscope-aside-2026-01-02/${LOST}_resize/disk`, 'x', 900)
    symlinkSync(names[1] ?? '', node.path(`${INSTANCES}/cowscope-aside-2026-01-03`))
    const { view } = scanIn(9, node)
    expect(view.instances.filter(({ kind }) => kind === 'aside')).toEqual([])
  })
})
