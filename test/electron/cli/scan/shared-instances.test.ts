import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeReport } from '../../../../shared/report/schema/schema.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { domainXml, INSTANCES, sha1 } from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { cliOfTests } from '../built-cli.ts'

const [A, B, LOST] = [1, 2, 3].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
]
/** Images of the two, and one that nothing is made from. */
const [OF_A, OF_B, IDLE] = ['1', '2', '9'].map(
  (n) => `${n.repeat(8)}-1111-4111-8111-111111111111`,
) as [string, string, string]

const { root, at, write } = writtenTree()
const cli = cliOfTests()

/** Two hosts, of which one keeps its bases and has raw disks, and the folder that both have mounted. */
beforeAll(() => {
  for (const image of [OF_A, OF_B, IDLE]) write(`shared/_base/${sha1(image)}`, new Uint8Array(8192))
  for (const [uuid, image] of [
    [A, OF_A],
    [B, OF_B],
    [LOST, OF_A],
  ] as const) {
    mkdirSync(at(`shared/${uuid}`))
    const options = ['-u', '-F', 'raw', '-b', `/${INSTANCES}/_base/${sha1(image)}`]
    qemuImg(root, 'create', '-q', '-f', 'qcow2', ...options, `shared/${uuid}/disk`, '1G')
  }
  const conf = '[image_cache]\nremove_unused_base_images = false\n[libvirt]\nimages_type = raw\n'
  write('a/etc/nova/nova.conf', '[DEFAULT]\nhost = host-a\n')
  write('b/etc/nova/nova.conf', `[DEFAULT]\nhost = host-b\n${conf}`)
  write('a/etc/libvirt/qemu/one.xml', domainXml(1, A, { disk: 'qcow2' }, OF_A))
  write('b/etc/libvirt/qemu/two.xml', domainXml(2, B, { disk: 'qcow2' }, OF_B))
  for (const host of ['a', 'b']) mkdirSync(at(`${host}/${INSTANCES}`), { recursive: true })
  for (const host of ['a', 'b']) {
    cpSync(at(host), at(`linked-${host}`), { recursive: true })
    rmSync(at(`linked-${host}/${INSTANCES}`), { recursive: true })
    symlinkSync('../../../../shared', at(`linked-${host}/${INSTANCES}`))
  }
  execFileSync('find', [
    at('shared'),
    '-mindepth',
    '1',
    '-exec',
    'touch',
    '-d',
    '40 days ago',
    '{}',
    '+',
  ])
  execFileSync('sync', ['-f', root])
})

/** What is printed where both hosts have the shared folder mounted. */
function mounted(...args: readonly string[]): string {
  const script =
    'for host in "$1" "$2"; do mount --bind "$3" "$host" || exit 9; done; shift 3; "$@"; exit 0'
  const mounts = [at(`a/${INSTANCES}`), at(`b/${INSTANCES}`), at('shared')]
  const command = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh', ...mounts]
  return execFileSync('unshare', [...command, ...args], { encoding: 'utf8' })
}

const scanned = (...paths: readonly string[]): NodeReport =>
  JSON.parse(mounted(process.execPath, cli.path, 'scan', '-f', 'json', ...paths.map(at)))

const WAYS = [
  ['mounted at both', ['a', 'b']],
  ['mounted at both and opened beside them', ['a', 'b', 'shared']],
  ['linked from both and opened beside them', ['linked-a', 'linked-b', 'shared']],
] as const

describe.each(WAYS)('an instances_path of two hosts, %s', (_, paths) => {
  let report: NodeReport
  beforeAll(() => {
    report = scanned(...paths)
  })

  test('is there once, in whatever order they were opened', () => {
    const again = scanned(...paths.toReversed())
    for (const one of [report, again])
      expect(one.instances.map(({ uuid }) => uuid)).toEqual([A, B, LOST])
    expect(again.bases).toEqual(report.bases)
    expect(again.instances).toEqual(report.instances)
    expect(again.totals).toEqual(report.totals)
    expect(again.findings).toEqual(report.findings)
    expect(again.imageCache).toEqual(report.imageCache)
    expect(again.nodes?.map(({ host, configuration }) => [host, configuration])).toEqual(
      report.nodes?.map(({ host, configuration }) => [host, configuration]),
    )
  })

  test('takes what du says', () => {
    const du = mounted('du', '-sc', '--block-size=1', ...paths.map(at))
      .trim()
      .split('\n')
      .at(-1)
    const { allocatedBytes, directoryBytes } = report.totals
    // Of a node only known places are walked.
    const walked = report.scan.roots
    const told = mounted('du', '-sc', '--block-size=1', ...walked)
      .trim()
      .split('\n')
      .at(-1)
    expect(allocatedBytes + directoryBytes).toBe(Number.parseInt(told ?? '', 10))
    expect(Number.parseInt(du ?? '', 10)).toBeGreaterThanOrEqual(allocatedBytes + directoryBytes)
  })

  test('has the instances of all in use, and is judged by the most careful', () => {
    expect(report.bases.map(({ name, cacheState }) => [name, cacheState])).toEqual(
      [
        [sha1(OF_A), 'in-use'],
        [sha1(OF_B), 'in-use'],
        [sha1(IDLE), 'kept'],
      ].sort(),
    )
    expect(report.imageCache?.differing).toEqual([
      {
        option: 'libvirt.images_type',
        values: [
          { host: 'host-a', value: 'default' },
          { host: 'host-b', value: 'raw' },
        ],
      },
      {
        option: 'image_cache.remove_unused_base_images',
        values: [
          { host: 'host-a', value: 'true' },
          { host: 'host-b', value: 'false' },
        ],
      },
    ])
  })

  test('counts the domains of each host by themselves', () => {
    const each = report.nodes?.map(({ host, nova }) => [host, nova?.instances, nova?.disks])
    expect(each).toEqual([
      ['host-a', 1, 1],
      ['host-b', 1, 1],
    ])
    expect(report.nova).toBeNull()
  })

  test('has no orphan and no command, as nothing tells who else has it', () => {
    expect(report.instances.filter(({ orphan }) => orphan)).toEqual([])
    const plan = mounted(process.execPath, cli.path, 'plan', '-f', 'script', ...paths.map(at))
    expect(plan).toContain('no compute_nodes lists each of them')
    expect(plan).not.toMatch(/&& rm /)
  })
})

describe('where compute_nodes lists both hosts', () => {
  const list = (seen: Readonly<Record<string, number>>) =>
    writeFileSync(at('shared/compute_nodes'), JSON.stringify(seen))
  const now = Date.now() / 1000

  test('what no domain of either has is an orphan, and of what either has open the other sees nothing', () => {
    list({ 'host-a': now, 'host-b': now })
    const { instances } = scanned('a', 'b')
    expect(instances.filter(({ orphan }) => orphan).map(({ uuid }) => uuid)).toEqual([LOST])
    for (const [format, note] of [
      ['script', /^# Several of the hosts opened use this storage \(host-a, host-b\)/m],
      ['markdown', /^Several of the hosts opened use this storage \(host-a, host-b\)/m],
    ] as const) {
      const plan = mounted(process.execPath, cli.path, 'plan', '-f', format, at('a'), at('b'))
      expect(plan).toMatch(note)
      expect(plan.match(/\(host-a, host-b\)/g)).toHaveLength(3)
      expect(plan).toMatch(new RegExp(`find -H .*/${sha1(IDLE)} .* fuser -v`))
      expect(plan.match(/cowscope_looked host-a host-b && rm /g)).toHaveLength(2)
    }
  })

  test('between them nothing moves of what lies on the storage, which is said once', () => {
    list({ 'host-a': now, 'host-b': now })
    const text = mounted(process.execPath, cli.path, 'scan', at('a'), at('b'))
    expect(
      text.match(/^Between host-a, host-b what lies on the storage that they share/gm),
    ).toHaveLength(1)
    list({ 'host-a': now })
    expect(mounted(process.execPath, cli.path, 'scan', at('a'))).not.toContain('Between ')
  })

  test('a third that was not opened leaves no command', () => {
    list({ 'host-a': now, 'host-b': now, 'host-c': now })
    const plan = mounted(process.execPath, cli.path, 'plan', '-f', 'script', at('a'), at('b'))
    expect(plan).toContain('host-c')
    expect(plan).not.toMatch(/&& rm /)
  })
})

test('a host of which the root alone tells that it has the folder leaves no orphan and no command', () => {
  writeFileSync(at('shared/compute_nodes'), JSON.stringify({ 'host-a': Date.now() / 1000 }))
  mkdirSync(at('mute/var/lib/nova'), { recursive: true })
  symlinkSync('../../../../shared', at(`mute/${INSTANCES}`))
  const paths = ['a', 'mute', 'shared']
  const { instances, nodes } = scanned(...paths)
  expect(nodes?.map(({ nova }) => nova?.countedFrom)).toEqual(['domains', 'folders'])
  expect(instances.filter(({ orphan }) => orphan)).toEqual([])
  const plan = mounted(process.execPath, cli.path, 'plan', '-f', 'script', ...paths.map(at))
  expect(plan).toContain('no compute_nodes lists each of them')
  expect(plan).not.toMatch(/&& rm /)
})

test('tells the host of an instance by its domain, and of a base all that have it', () => {
  const text = mounted(process.execPath, cli.path, 'scan', at('a'), at('b'))
  expect(text).toMatch(new RegExp(`^host-a +\\S+ +${A} `, 'm'))
  expect(text).toMatch(new RegExp(`^host-b +\\S+ +${B} `, 'm'))
  expect(text).toMatch(new RegExp(`^host-a, host-b +${sha1(IDLE)} `, 'm'))
  expect(text).toContain('image_cache.remove_unused_base_images: true on host-a, false on host-b')
})

test('knows a base by the name that each host has for the shared folder', () => {
  const folder = 'aaaaaaaa-0000-4000-8000-000000000004'
  write('linked-c/etc/nova/nova.conf', '[DEFAULT]\nhost = host-c\ninstances_path = /srv/nova\n')
  const xml = domainXml(4, folder, { disk: 'qcow2' }, OF_B)
  write('linked-c/etc/libvirt/qemu/four.xml', xml.replaceAll(`/${INSTANCES}/`, '/srv/nova/'))
  mkdirSync(at('linked-c/srv'))
  symlinkSync('../../shared', at('linked-c/srv/nova'))
  mkdirSync(at(`shared/${folder}`))
  const options = ['-u', '-F', 'raw', '-b', `/srv/nova/_base/${sha1(OF_B)}`]
  qemuImg(root, 'create', '-q', '-f', 'qcow2', ...options, `shared/${folder}/disk`, '1G')
  const { findings, instances, nodes } = scanned('a', 'linked-c', 'shared')
  const codes = findings.filter(({ path }) => path.includes(folder)).map(({ code }) => code)
  expect(codes).toEqual([])
  expect(instances.find(({ uuid }) => uuid === folder)?.disks[0]?.base).toBe(
    `a/${INSTANCES}/_base/${sha1(OF_B)}`,
  )
  expect(nodes?.map(({ nova }) => nova?.skippedInstances)).toEqual([0, 0])
})

describe('caches of two hosts in their one folder, of which one has a name of its own', () => {
  const caches = { c: '_base', d: 'kept' }
  const used = sha1(OF_A)
  const uuid = 'aaaaaaaa-0000-4000-8000-000000000005'
  beforeAll(() => {
    for (const [host, name] of Object.entries(caches)) {
      const conf = `[DEFAULT]\nhost = ${host}\n[image_cache]\nsubdirectory_name = ${name}\n`
      write(`caches-${host}/etc/nova/nova.conf`, conf)
      write(`caches-${host}/etc/libvirt/qemu/one.xml`, domainXml(5, uuid, { disk: 'qcow2' }, OF_A))
      mkdirSync(at(`caches-${host}/${INSTANCES}`), { recursive: true })
      cpSync(at(`caches-${host}/etc`), at(`caching-${host}/etc`), { recursive: true })
      mkdirSync(at(`caching-${host}/var/lib/nova`), { recursive: true })
      symlinkSync('../../../../caches', at(`caching-${host}/${INSTANCES}`))
      for (const image of [used, sha1(IDLE)]) write(`caches/${name}/${image}`, new Uint8Array(8192))
    }
    mkdirSync(at(`caches/${uuid}`))
    const options = ['-u', '-F', 'raw', '-b', `/${INSTANCES}/kept/${used}`]
    qemuImg(root, 'create', '-q', '-f', 'qcow2', ...options, `caches/${uuid}/disk`, '1G')
    execFileSync('sync', ['-f', root])
  })

  test.each([
    ['linked from both', ['caching-c', 'caching-d', 'caches']],
    ['linked from the second', ['caching-d', 'caches']],
    ['linked from both, the second first', ['caching-d', 'caches', 'caching-c']],
    ['mounted at both', ['caches-c', 'caches-d']],
    ['mounted at both, the second first', ['caches-d', 'caches-c']],
  ])('are both looked at, %s', (_, paths) => {
    const script =
      'for one in "$1" "$2"; do mount --bind "$3" "$one" || exit 9; done; shift 3; "$@"'
    const mounts = ['caches-c', 'caches-d'].map((host) => at(`${host}/${INSTANCES}`))
    const command = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh']
    const scan = [process.execPath, cli.path, 'scan', '-f', 'json', ...paths.map(at)]
    const { stdout } = spawnSync('unshare', [...command, ...mounts, at('caches'), ...scan], {
      encoding: 'utf8',
    })
    const report: NodeReport = JSON.parse(stdout)
    const found = report.bases.map(({ path, usedBy }) => [
      path.split('/').slice(-2).join('/'),
      usedBy.length,
    ])
    expect(found.sort()).toEqual(
      [
        [`_base/${used}`, 0],
        [`_base/${sha1(IDLE)}`, 0],
        [`kept/${used}`, 1],
        [`kept/${sha1(IDLE)}`, 0],
      ].sort(),
    )
    expect(report.totals.allocatedByKind.basesBytes).toBeGreaterThanOrEqual(4 * 8192)
    const opened = paths.length === 2 && paths.includes('caches') ? ['kept'] : ['_base', 'kept']
    for (const { path, cache } of report.bases) {
      const [name = '', image] = path.split('/').slice(-2)
      const logged = opened.includes(name) ? `/${INSTANCES}/${name}/${image}` : undefined
      expect(cache?.log.join().includes(`${logged}`)).toBe(logged === undefined ? undefined : true)
    }
    const ofHosts = report.nodes?.map(({ imageCache }) => imageCache?.path)
    expect(ofHosts ?? [report.imageCache?.path]).toEqual(
      opened.map((name) => `/${INSTANCES}/${name}`),
    )
  })
  test('are each of the host that keeps it', () => {
    const paths = ['caching-c', 'caching-d', 'caches'].map(at)
    const text = execFileSync(process.execPath, [cli.path, 'scan', ...paths], { encoding: 'utf8' })
    for (const host of ['c', 'd']) expect(text).toMatch(new RegExp(`^${host} +${sha1(IDLE)} `, 'm'))
  })
})
