import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import {
  DOMAIN,
  INSTANCES,
  type SmallNode,
  smallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const VOLUME = 'var/lib/docker/volumes/nova_compute/_data'

/** A host with one instance, that anybody may read. */
function openNode(conf = 'etc/nova/nova.conf'): SmallNode {
  const node = smallNode()
  node.write(conf, '[DEFAULT]\n')
  return node
}

function movedTo(node: SmallNode, place: string): void {
  mkdirSync(dirname(node.path(place)), { recursive: true })
  renameSync(node.path(INSTANCES), node.path(place))
}

/** What an ordinary user sees of it, where folders have other modes. */
function asSomebody(node: SmallNode, modes: Readonly<Record<string, number>>) {
  execFileSync('chmod', ['-R', 'a+rX', join(node.root, '..')])
  for (const [path, mode] of Object.entries(modes)) chmodSync(node.path(path), mode)
  const scan = (format: string) =>
    cli.run(['scan', '-f', format, node.root], { ordinaryUser: true }).stdout
  return { report: nodeReportSchema.parse(JSON.parse(scan('json'))), text: scan('table') }
}

const codesOf = ({ findings }: NodeReport) => findings.map(({ code }) => code)
const unreadOf = ({ findings }: NodeReport) =>
  findings.filter(({ code }) => code === 'unreadable').map(({ path, message }) => [path, message])
const withMode = (mode: string) =>
  expect.stringMatching(new RegExp(`owned by 0:0, with mode ${mode}`))

describe('of instances that an ordinary user may not see none is missing, and there are not none', () => {
  test.each([
    ['cannot be listed', INSTANCES, 0o711],
    ['cannot be entered', INSTANCES, 0o700],
  ])('where the instances_path %s', (_, shut, mode) => {
    const { report, text } = asSomebody(openNode(), { [shut]: mode })
    expect(codesOf(report).toSorted()).toEqual(['unreadable', 'unreadable-owners'])
    expect(report.scan).toMatchObject({ partial: true, reason: 'unreadable' })
    // libvirt tells which there are, and nobody how large they are.
    expect(report.nova).toMatchObject({
      countedFrom: 'domains',
      instances: 1,
      disks: 1,
      unknown: 'unread',
      freeBytes: expect.any(Number),
      overCommittedBytes: null,
      diskAvailableLeastBytes: null,
      placement: { unknownInstances: 1, leftGib: expect.any(Number) },
    })
    expect(report.growth).toMatchObject({ unknown: 'unread', shortfallBytes: null })
    expect(text).toMatch(/^PARTIAL: the instances_path, .*could not be read: which instances/m)
    expect(text).toMatch(/^disk_available_least +- {2}the instances_path, .*could not be read/m)
    expect(text).not.toMatch(/has no folder|outside of what was opened|not mounted/)
  })

  test('nor are there numbers of Nova’s where libvirt’s domains are shut as well', () => {
    const { report, text } = asSomebody(openNode(), {
      [INSTANCES]: 0o711,
      'etc/libvirt/qemu': 0o700,
    })
    expect(report.nova).toMatchObject({
      countedFrom: 'folders',
      instances: null,
      disks: null,
      diskAvailableLeastBytes: null,
      placement: { usedGib: null, instances: null, leftGib: null, largestInstanceGib: null },
    })
    expect(text).toMatch(/^disk_available_least +- {2}the instances_path/m)
    expect(text).toMatch(/^ {2}new instances +- {2}DISK_GB of placement$/m)
    expect(text).not.toMatch(/ 0 disks|0 instances|- 0 GiB by flavors|0\.00 GiB over-commit/)
  })

  test('where the folder that it is in cannot be entered: that folder is what is told', () => {
    const { report, text } = asSomebody(openNode(), { 'var/lib/nova': 0o750 })
    expect(codesOf(report).toSorted()).toEqual(['unreadable', 'unreadable-owners'])
    expect(unreadOf(report)).toEqual([['var/lib/nova', withMode('0750')]])
    expect(report.scan).toMatchObject({ partial: true, reason: 'unreadable' })
    expect(report.growth).toMatchObject({ unknown: 'unread', availableBytes: null })
    expect(text).toMatch(/^Free +- {2}the instances_path, .*could not be read/m)
    expect(text).not.toMatch(/not mounted|is not there|\?/)
  })

  test('where it is kolla’s, of which Docker shuts all volumes: not each guessed place is told', () => {
    const node = openNode('etc/kolla/nova-compute/nova.conf')
    movedTo(node, `${VOLUME}/instances`)
    const { report, text } = asSomebody(node, { 'var/lib/docker': 0o710 })
    expect(unreadOf(report)).toEqual([['var/lib/docker', withMode('0710')]])
    expect(codesOf(report)).not.toContain('empty-instances-path')
    expect(report.scan.reason).toBe('unreadable')
    expect(text).not.toMatch(/there is no folder|not mounted|_data/)
    // What only leads there is in no sum.
    const { scan, totals } = report
    const du = execFileSync('du', ['-s', '-c', '--block-size=1', ...scan.roots], {
      encoding: 'utf8',
    })
    const [total = ''] = du.trim().split('\n').at(-1)?.split('\t') ?? []
    expect(totals.allocatedBytes + totals.directoryBytes).toBe(Number(total))
  })

  test('where a symlink has Docker’s folder elsewhere', () => {
    const node = openNode('etc/kolla/nova-compute/nova.conf')
    movedTo(node, `${VOLUME}/instances`.replace('var/lib/docker', 'data/docker'))
    symlinkSync('/data/docker', node.path('var/lib/docker'))
    const { report, text } = asSomebody(node, { data: 0o700 })
    expect(unreadOf(report)).toEqual([['data', withMode('0700')]])
    expect(text).not.toMatch(/there is no folder|not mounted/)
  })
})

test('what may be listed and not entered is named once, and counted by what it lists', () => {
  const { report, text } = asSomebody(openNode(), { [INSTANCES]: 0o744 })
  expect(report.totals.unreadable).toBe(2)
  expect(text).toMatch(/^PARTIAL: 2 entries could not be read/m)
  expect(text).toMatch(/: 2 entries could not be read for lack of permission/)
  const { entries } = report
  expect(entries.filter(({ path }) => path === INSTANCES)).toHaveLength(1)
  expect(unreadOf(report).map(([path]) => path)).toEqual([
    INSTANCES,
    `${INSTANCES}/_base`,
    `${INSTANCES}/${UUID}`,
  ])
})

describe('a configuration that an ordinary user may not read', () => {
  test.each([
    ['folder', 'etc/nova', 0o750],
    ['file', 'etc/nova/nova.conf', 0o640],
  ])('leaves open where the instances are, where its %s is shut', (_, shut, mode) => {
    const node = openNode()
    node.write('etc/nova/nova.conf', '[DEFAULT]\ninstances_path = /data/vms\n')
    movedTo(node, 'data/vms')
    const { report, text } = asSomebody(node, { [shut]: mode })
    expect(codesOf(report)).not.toContain('empty-instances-path')
    expect(report.scan.reason).toBe('unreadable')
    expect(text).toMatch(/^PARTIAL: .*nova\.conf that names it could not be read: which instances/m)
    expect(text).not.toMatch(/not mounted|is not there/)
  })

  test.each([
    ['shut', 'etc/nova', 0o750],
    ['not there', undefined, 0],
  ])('leaves it to the domains to tell where their disks lie, where it is %s', (_, shut, mode) => {
    const node = openNode()
    if (shut === undefined) rmSync(node.path('etc/nova'), { recursive: true })
    movedTo(node, 'data/vms')
    const named = readFileSync(node.path(DOMAIN), 'utf8').replaceAll(`/${INSTANCES}/`, '/data/vms/')
    node.write(DOMAIN, named)
    const { report, text } = asSomebody(node, shut === undefined ? {} : { [shut]: mode })
    expect(report.instances.map(({ path }) => path)).toEqual([`data/vms/${UUID}`])
    expect(codesOf(report)).not.toContain('empty-instances-path')
    expect(report.scan.partial).toBe(shut !== undefined)
    expect(text).toMatch(
      /^instances_path +\/data\/vms: libvirt's domains have their disks there; no/m,
    )
  })

  /** Beside other domains, before and behind it by name, that have no disk in a folder of theirs. */
  test.each([
    ['boot from volumes', 'instance-000000', (uuid: string) => `<!-- volumes of ${uuid} -->`],
    ['are none of Nova’s', 'appliance', () => "<disk type='file'><source file='/srv/a'/></disk>"],
    [
      'have disks beside',
      'instance-000000',
      () => "<disk type='file'><source file='/srv/b/c/disk'/></disk>",
    ],
    [
      'name what is not there',
      'instance-000000',
      (uuid: string) => `<disk type='file'><source file='/srv/d/${uuid}/disk'/></disk>`,
    ],
  ])('and of many domains the first that tells counts, where forty %s', (_, name, devices) => {
    const node = openNode()
    rmSync(node.path('etc/nova'), { recursive: true })
    movedTo(node, 'data/vms')
    const named = readFileSync(node.path(DOMAIN), 'utf8').replaceAll(`/${INSTANCES}/`, '/data/vms/')
    rmSync(node.path(DOMAIN))
    node.write(`${dirname(DOMAIN)}/instance-000000ff.xml`, named)
    // Like an instance's by its name: in a folder that is no instances_path for one that another domain names.
    node.write(`srv/b/${UUID.replace('aaaa', 'bbbb')}/disk`, 'x')
    node.write('srv/b/c/disk', 'x')
    node.write('srv/d/e/disk', 'x')
    for (let number = 10; number < 50; number += 1) {
      const uuid = UUID.replace(/..$/, String(number))
      const xml = `<domain><name>x${number}</name><uuid>${uuid}</uuid><devices>${devices(uuid)}</devices></domain>`
      node.write(`${dirname(DOMAIN)}/${name}${number}.xml`, xml)
    }
    const { report } = asSomebody(node, {})
    expect(report.instances.map(({ path }) => path)).toEqual([`data/vms/${UUID}`])
    expect(report.scan.reason).not.toBe('unmounted')
  })

  test('is what tells where they lie, where it can be read', () => {
    const node = openNode()
    node.write('etc/nova/nova.conf', '[DEFAULT]\ninstances_path = /data/vms\n')
    const { report, text } = asSomebody(node, {})
    expect(report.scan.reason).toBe('unmounted')
    expect(text).not.toContain("libvirt's domains have their disks there")
  })

  test('is one of a host: the file system is not taken for that of a copy', () => {
    const { report } = asSomebody(openNode(), { etc: 0o700 })
    expect(unreadOf(report)).toEqual([['etc', withMode('0700')]])
    expect(report.instances).toHaveLength(1)
    expect(report.growth).toMatchObject({ unknown: null, availableBytes: expect.any(Number) })
  })
})

test('what Glance keeps is of no instance, be it shut', () => {
  const { report } = asSomebody(openNode(), { 'var/lib/glance': 0o750 })
  expect(unreadOf(report)).toEqual([['var/lib/glance', withMode('0750')]])
  expect(report.instances[0]?.sizes?.exclusiveBytes).toEqual(expect.any(Number))
})

test('of a folder of which nothing could be read no sum is nothing', () => {
  const node = openNode()
  mkdirSync(node.path('srv/shut'), { recursive: true })
  execFileSync('chmod', ['-R', 'a+rX', join(node.root, '..')])
  chmodSync(node.path('srv/shut'), 0o700)
  const { stdout } = cli.run(['scan', node.path('srv')], { ordinaryUser: true })
  expect(stdout).toMatch(/^Virtual +-$/m)
  expect(stdout).toMatch(/^Over-commit +- /m)
  expect(stdout).not.toMatch(/ 0 (?:B|disks|instances)/)
})

test('what is not there at all is told to be missing still', () => {
  const node = openNode()
  movedTo(node, 'elsewhere')
  const { report } = asSomebody(node, {})
  expect(codesOf(report)).toContain('empty-instances-path')
  expect(report.scan.reason).toBe('unmounted')
})

test('containers that nobody may look into are no sign of instances where nothing is Nova’s', () => {
  const node = openNode('etc/glance/glance-api.conf')
  for (const path of ['etc/libvirt', 'var/lib/nova']) execFileSync('rm', ['-r', node.path(path)])
  mkdirSync(node.path('var/lib/docker'))
  const { report, text } = asSomebody(node, { 'var/lib/docker': 0o710 })
  expect(unreadOf(report)).toEqual([['var/lib/docker', withMode('0710')]])
  expect(report.growth.unknown).not.toBe('unread')
  expect(text).not.toContain('which instances there are')
})
