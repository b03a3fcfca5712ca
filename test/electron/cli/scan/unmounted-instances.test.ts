import { execFileSync } from 'node:child_process'
import { mkdirSync, statfsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeReport } from '../../../../shared/report/schema/schema.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import {
  domainXml,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  sha1,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { cliOfTests } from '../built-cli.ts'

const LOST = 'aaaaaaaa-0000-4000-8000-000000000003'
const { root, at, write } = writtenTree()
const cli = cliOfTests()

/** A copy of a host whose instances lie on a share, which is copied beside it, long untouched. */
beforeAll(() => {
  for (const share of ['shared', 'other']) {
    for (const image of [IMAGE, OTHER_IMAGE])
      write(`${share}/_base/${sha1(image)}`, new Uint8Array(8192))
    for (const uuid of [UUID, LOST]) {
      mkdirSync(at(`${share}/${uuid}`))
      const options = ['-u', '-F', 'raw', '-b', `/${INSTANCES}/_base/${sha1(IMAGE)}`]
      qemuImg(root, 'create', '-q', '-f', 'qcow2', ...options, `${share}/${uuid}/disk`, '1G')
    }
    execFileSync('find', [at(share), '-mindepth', '1', '-exec', 'touch', '-d@1', '{}', '+'])
  }
  write('host/etc/nova/nova.conf', '[DEFAULT]\nhost = host-a\n')
  write('host/etc/libvirt/qemu/one.xml', domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
  mkdirSync(at(`host/${INSTANCES}`), { recursive: true })
})

const run = (...args: readonly string[]) => cli.run(args).stdout
const scanned = (...paths: readonly string[]): NodeReport =>
  JSON.parse(run('scan', '-f', 'json', ...paths.map(at)))
const planned = (...paths: readonly string[]) => run('plan', '-f', 'script', ...paths.map(at))
const ofPlaces = ({ findings }: NodeReport) =>
  findings.filter(({ code }) => ['empty-instances-path', 'missing-folder'].includes(code))

test('an empty instances_path is told once, not as a folder that each instance lacks', () => {
  const [found, ...others] = ofPlaces(scanned('host'))
  expect(found).toMatchObject({ severity: 'high', path: INSTANCES, evidence: { count: 1 } })
  expect(others).toEqual([])
  expect(run('scan', at('host'))).toContain(
    'The folder is empty, while libvirt has 1 instance: what is mounted there was not opened.',
  )
})

test.each([
  ['scan', 'table'],
  ['scan', 'json'],
  ['plan', 'script'],
])(
  '%s as %s ends with 1 and says why: no script takes none for what the host has',
  (...[command, format]) => {
    const { status, stderr } = cli.run([command, '-f', format, at('host')])
    expect([status, stderr]).toEqual([
      1,
      'cowscope: the instances_path is empty or not there, while libvirt has instances or nova.conf names it: what is on it is not mounted here\n',
    ])
  },
)

/** A disk of it would grow on another file system than the one that was seen. */
describe('of what is not mounted nothing is told as known', () => {
  const unknown = { unknown: 'unmounted', freeBytes: null, diskAvailableLeastBytes: null }

  test('where the instances_path is empty', () => {
    const report = scanned('host')
    expect(report.scan).toMatchObject({ partial: true, reason: 'unmounted' })
    expect(report.nova).toMatchObject({ ...unknown, placement: { unknown: 'no-size' } })
    expect(report.growth).toMatchObject({ unknown: 'unmounted', availableBytes: null })
    const text = run('scan', at('host'))
    expect(text).toMatch(/^PARTIAL: the instances_path is empty or not there/m)
    expect(text).toMatch(/^disk_available_least +- {2}the instances_path is empty/m)
    expect(text).not.toMatch(/skipped, as a disk is missing/)
    expect(run('plan', at('host'))).toContain('Nothing to clean up was seen')
  })

  test('neither how many disks Nova counts, nor that there is none', () => {
    const counts = { instances: null, disks: null, skippedInstances: null }
    expect(scanned('host').nova).toMatchObject(counts)
    expect(run('scan', at('host'))).toMatch(/^ {2}instances +-\n {2}base files +-$/m)
    expect(run('scan', at('host'))).toMatch(/^Virtual +-\nOver-commit +- /m)
  })

  test('nor how large a disk of a stored image may get', () => {
    const { blocks, bsize } = statfsSync(root)
    const image = 'var/lib/glance/images/aaaaaaaa-0000-4000-8000-00000000000a'
    const holdsTooMuch = (host: string) => {
      mkdirSync(at(`${host}/var/lib/glance/images`), { recursive: true })
      const large = `${2 * blocks * bsize}`
      qemuImg(root, 'create', '-q', '-f', 'qcow2', `${host}/${image}`, large)
      return scanned(host).findings.some(({ code }) => code === 'disk-larger-than-file-system')
    }
    write('mounted/etc/nova/nova.conf', '[DEFAULT]\n')
    mkdirSync(at(`mounted/${INSTANCES}`), { recursive: true })
    expect(holdsTooMuch('mounted')).toBe(true)
    write('empty/etc/nova/nova.conf', '[DEFAULT]\n')
    write('empty/etc/libvirt/qemu/one.xml', domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
    mkdirSync(at(`empty/${INSTANCES}`), { recursive: true })
    expect(holdsTooMuch('empty')).toBe(false)
  })

  test.each([
    ['/var/lib/nova/instances', 'host = host-b'],
    ['/data/nova', 'instances_path = /data/nova'],
  ])('where it is not there: %s', (folder, option) => {
    write('bare/etc/nova/nova.conf', `[DEFAULT]\n${option}\n`)
    write('bare/etc/libvirt/qemu/one.xml', domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
    const report = scanned('bare')
    expect(report.scan).toMatchObject({ partial: true, reason: 'unmounted' })
    expect(report.findings).toMatchObject([
      {
        code: 'empty-instances-path',
        severity: 'high',
        path: 'etc/nova/nova.conf',
        evidence: { case: 'missing', count: 1, folder },
      },
    ])
    expect(run('plan', at('bare'))).toContain(
      "The storage of the host's instances is not mounted in what was opened",
    )
  })

  test.each([
    ['nothing of it is here', []],
    ['the usual place is there, and empty', [INSTANCES]],
  ])('where nova.conf alone tells of it: %s', (_, folders) => {
    const name = `named-${folders.length}`
    write(`${name}/etc/nova/nova.conf`, '[DEFAULT]\ninstances_path = /data/nova/instances\n')
    for (const folder of folders) mkdirSync(at(`${name}/${folder}`), { recursive: true })
    const report = scanned(name)
    const named = {
      code: 'empty-instances-path',
      severity: 'warning',
      path: 'etc/nova/nova.conf',
      evidence: {
        case: 'named',
        folder: '/data/nova/instances',
        tried: at(`${name}/data/nova/instances`),
      },
    }
    expect(report.findings).toMatchObject([named])
    expect(report.scan).toMatchObject({ partial: true, reason: 'unmounted' })
    expect(report.growth).toMatchObject({ unknown: 'unmounted', availableBytes: null })
    expect(run('scan', at(name))).toMatch(/^Virtual +-\nOver-commit +- /m)
    write(`${name}/etc/libvirt/qemu/one.xml`, domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
    const found = { ...named, severity: 'high', evidence: { ...named.evidence, case: 'missing' } }
    expect(ofPlaces(scanned(name))).toMatchObject([found])
  })

  /** Disks in the named folder may still stand on bases of the older one. */
  test.each([
    ['is not there', []],
    ['is empty', ['srv/elsewhere']],
  ])(
    'where an older folder at the usual place is full, and the one that nova.conf names %s',
    (_, folders) => {
      const name = `moved-${folders.length}`
      write(`${name}/etc/nova/nova.conf`, '[DEFAULT]\ninstances_path = /srv/elsewhere\n')
      const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
      write(`${name}/etc/libvirt/qemu/one.xml`, xml.replaceAll(INSTANCES, 'srv/elsewhere'))
      write(`${name}/${INSTANCES}/_base/${sha1(IMAGE)}`, new Uint8Array(8192))
      execFileSync('touch', ['-d@1', at(`${name}/${INSTANCES}/_base/${sha1(IMAGE)}`)])
      for (const folder of folders) mkdirSync(at(`${name}/${folder}`), { recursive: true })
      const report = scanned(name)
      expect(report.nova?.diskAvailableLeastBytes ?? null).toBeNull()
      expect(report.growth).toMatchObject({ unknown: 'unmounted', availableBytes: null })
      expect(report.scan).toMatchObject({ partial: true, reason: 'unmounted' })
      expect(report.bases).toEqual([])
      const evidence =
        folders.length > 0 ? { count: 1 } : { case: 'missing', folder: '/srv/elsewhere' }
      expect(ofPlaces(report)).toMatchObject([
        { code: 'empty-instances-path', severity: 'high', evidence },
      ])
      expect(planned(name)).not.toMatch(/&& rm /)
    },
  )

  test('where nova.conf names it by what is no option of Nova', () => {
    write('untold/etc/nova/nova.conf', '[DEFAULT]\ninstances_path = /srv/$sub\nsub = vm\n')
    const report = scanned('untold')
    expect(report.scan).toMatchObject({ partial: true, reason: 'unmounted' })
    expect(ofPlaces(report)).toMatchObject([{ severity: 'warning', evidence: { case: 'untold' } }])
  })

  test('where that is so and a usual place has instances, which is taken for it', () => {
    write('guessed/etc/nova/nova.conf', '[DEFAULT]\ninstances_path = /srv/$sub\n')
    write(`guessed/${INSTANCES}/_base/${sha1(IMAGE)}`, new Uint8Array(8192))
    const report = scanned('guessed')
    expect(report.bases).toHaveLength(1)
    const evidence = { case: 'untold-taken', taken: INSTANCES }
    expect(ofPlaces(report)).toMatchObject([
      { severity: 'warning', path: 'etc/nova/nova.conf', evidence },
    ])
    expect(run('scan', at('guessed'))).toContain(`${INSTANCES} is taken for it.`)
    // Disks in the other folder may stand on bases of this one.
    execFileSync('touch', ['-d@1', at(`guessed/${INSTANCES}/_base/${sha1(IMAGE)}`)])
    expect(planned('guessed')).not.toMatch(/&& rm /)
    expect(run('plan', at('guessed'))).toContain('may need this: etc/nova/nova.conf.')
    write('guessed/etc/nova/nova.conf', `[DEFAULT]\ninstances_path = /${INSTANCES}\n`)
    expect(planned('guessed')).toMatch(/&& rm /)
    expect(ofPlaces(scanned('guessed'))).toEqual([])
  })

  test.each([
    ['of which a name is known', '/data/nova', 'named-taken', { folder: '/data/nova' }],
    ['that cannot be made out', '/data/$sub', 'untold-taken', {}],
  ])('where one %s is not here, and a folder was opened beside', (_, name, kind, named) => {
    const host = `beside-${kind}`
    write(`${host}/etc/nova/nova.conf`, `[DEFAULT]\nhost = host-a\ninstances_path = ${name}\n`)
    for (const folders of [[], [INSTANCES]]) {
      for (const folder of folders) mkdirSync(at(`${host}/${folder}`), { recursive: true })
      const report = scanned(host, 'shared')
      expect(report.instances).toHaveLength(2)
      const evidence = { case: kind, ...named, taken: 'shared' }
      expect(ofPlaces(report)).toMatchObject([
        { severity: 'info', path: `${host}/etc/nova/nova.conf`, evidence },
      ])
    }
  })

  test.each([
    ['the state_path of a controller', 'state_path = /var/lib/nova', 'var/lib/nova/mnt'],
    [
      'a new host whose Nova is in a container',
      'instances_path = /var/lib/nova/instances',
      'var/lib/docker/volumes/nova_compute/_data/instances',
    ],
  ])('%s tells of nothing that is missing', (_, option, folder) => {
    const name = `other-${folder.length}`
    write(`${name}/etc/nova/nova.conf`, `[DEFAULT]\n${option}\n`)
    mkdirSync(at(`${name}/${folder}`), { recursive: true })
    expect(scanned(name).scan).toMatchObject({ partial: false, reason: null })
    expect(ofPlaces(scanned(name))).toEqual([])
  })

  test('the configuration of nova-compute alone means that there is one, be it at its usual place', () => {
    const conf = 'kolla/etc/kolla/nova-compute/nova.conf'
    write(conf, '[DEFAULT]\nstate_path = /var/lib/nova\n')
    mkdirSync(at('kolla/data/docker/volumes/nova_compute/_data/instances'), { recursive: true })
    const report = scanned('kolla')
    expect(report.scan).toMatchObject({ partial: true, reason: 'unmounted' })
    const evidence = { case: 'named', folder: '/var/lib/nova/instances' }
    expect(ofPlaces(report)).toMatchObject([{ severity: 'warning', evidence }])
    mkdirSync(at('kolla/var/lib/docker/volumes/nova_compute/_data/instances'), { recursive: true })
    expect(scanned('kolla').scan).toMatchObject({ partial: false, reason: null })
  })

  test('a host without instances has an empty one, which it shares with nobody that is seen', () => {
    write('new/etc/nova/nova.conf', '[DEFAULT]\n')
    mkdirSync(at(`new/${INSTANCES}`), { recursive: true })
    const report = scanned('new')
    expect(report.scan).toMatchObject({ partial: false, reason: null })
    expect(report.growth).toMatchObject({ unknown: null, needBytes: 0 })
    expect(report.nova).toMatchObject({ unknown: null, overCommittedBytes: 0 })
    expect(report.nova?.diskAvailableLeastBytes).toBe(report.nova?.freeBytes)
  })

  test('an empty instances_path of which no host was opened may be a copy, and says only that', () => {
    mkdirSync(at(`none/${INSTANCES}`), { recursive: true })
    expect(scanned('none').nova).toMatchObject({
      unknown: 'no-host',
      diskAvailableLeastBytes: null,
    })
    expect(run('scan', at('none'))).toMatch(
      /^disk_available_least +- {2}only the instances_path of a host was opened/m,
    )
  })
})

test.each([[['host', 'shared']], [['shared', 'host']]])(
  'what was opened by itself is taken for what is mounted there: %s',
  (paths) => {
    const report = scanned(...paths)
    const { instances, bases, findings, nova } = report
    expect(instances.map(({ uuid, name }) => [uuid, name])).toEqual([
      [UUID, 'web'],
      [LOST, null],
    ])
    const users = Object.fromEntries(bases.map((base) => [base.name, base.users]))
    expect(users).toEqual({ [sha1(IMAGE)]: 2, [sha1(OTHER_IMAGE)]: 0 })
    expect(nova).toMatchObject({ instances: 1, disks: 1, skippedInstances: 0 })
    const empty = { severity: 'info', path: `host/${INSTANCES}`, evidence: { folder: 'shared' } }
    expect(ofPlaces(report)).toMatchObject([empty])
    expect(findings.map(({ code }) => code)).not.toContain('orphan-folder')
  },
)

describe('whose folders nothing tells the hosts of', () => {
  test.each([[['host', 'shared']], [['host', 'shared', 'other']]])(
    'none is an orphan, and nothing is to be removed: %s',
    (paths) => {
      expect(scanned(...paths).instances.filter(({ orphan }) => orphan)).toEqual([])
      expect(planned(...paths)).toContain(
        "# No command is given: a host's instances_path is empty here",
      )
      expect(planned(...paths)).not.toMatch(/&& rm /)
    },
  )

  test('they are, where compute_nodes lists the host alone', () => {
    write('shared/compute_nodes', JSON.stringify({ 'host-a': Date.now() / 1000 }))
    const lost = scanned('host', 'shared').instances.filter(({ orphan }) => orphan)
    expect(lost.map(({ uuid }) => uuid)).toEqual([LOST])
    expect(planned('host', 'shared').match(/&& rm /g)).toHaveLength(2)
  })
})
