import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg } from '../../../helpers/images/disk-images.ts'
import {
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  sha1,
  smallNode,
} from '../../../helpers/trees/small-node.ts'
import { scanPlaces } from './scan-places.ts'

const { cli, folder, images, node } = scanPlaces()

describe('what cannot be read', () => {
  test('is said in one sentence each, and the rest goes on', () => {
    execFileSync('mkfifo', [join(folder, 'fifo')])
    const bad = [join(folder, 'nowhere'), join(folder, 'fifo')]
    const { status, stdout, stderr } = cli.run(['scan', '-f', 'json', ...bad, images])
    expect(status).toBe(1)
    expect(stderr.split('\n')).toEqual([
      `cowscope: ${bad[0]}: it does not exist (ENOENT)`,
      `cowscope: ${bad[1]}: it is a FIFO, which is never opened`,
      '',
    ])
    expect(nodeReportSchema.parse(JSON.parse(stdout)).images).toHaveLength(2)
    // The report has the same words for it.
    const table = cli.run(['scan', ...bad, images]).stdout
    expect(table).toContain(`Not opened: ${bad[0]}: it does not exist (ENOENT)\n`)
  })

  test('ends with 1 when it is all that was asked for', () => {
    const { status, stdout } = cli.run(['scan', join(folder, 'nowhere')])
    expect([status, stdout]).toEqual([1, ''])
  })

  test('is the folder of --root like any other', () => {
    const { status, stdout, stderr } = cli.run(['scan', '--root', '/nowhere', images])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^cowscope: --root \/nowhere: it does not exist.*\n$/)
  })

  test('below an image that is named alone ends with 1 too, and every report says what it is', () => {
    const place = mkdtempSync(join(folder, 'below-'))
    for (const path of [folder, place]) chmodSync(path, 0o755)
    qemuImg('create', '-q', '-f', 'qcow2', join(place, 'base.qcow2'), '1M')
    const top = join(place, 'top.qcow2')
    qemuImg('create', '-q', '-f', 'qcow2', '-b', 'base.qcow2', '-F', 'qcow2', top)
    chmodSync(join(place, 'base.qcow2'), 0)
    const run = (format: string) => cli.run(['scan', '-f', format, top], { ordinaryUser: true })
    const { status, stdout, stderr } = run('json')
    expect(stderr).toMatch(/^cowscope: top\.qcow2: The backing file base\.qcow2 .*EACCES\)\.\n$/)
    expect(status).toBe(1)
    expect(nodeReportSchema.parse(JSON.parse(stdout)).scan).toMatchObject({
      partial: true,
      reason: 'unreadable',
      errors: [{ path: 'top.qcow2', code: 'permission', errno: 'EACCES' }],
    })
    expect(run('table').stdout).toContain('\nPARTIAL: what an image stands on could not be read.\n')
    const [head = '', row = ''] = run('csv-images').stdout.split('\r\n')
    const cells = row.split(',')
    const cell = (name: string) => cells[head.split(',').indexOf(name)]
    expect([cell('scan_partial'), cell('scan_unreadable_first')]).toEqual(['true', 'top.qcow2'])
  })

  test('inside a folder is an error of the report, which is then partial', () => {
    const place = join(folder, 'closed')
    mkdirSync(join(place, 'secret'), { recursive: true })
    chmodSync(folder, 0o755)
    chmodSync(join(place, 'secret'), 0)
    const run = (...args: readonly string[]) =>
      cli.run(['scan', ...args, place], { ordinaryUser: true })
    const { status, stdout, stderr } = run('-f', 'json')
    const { scan } = nodeReportSchema.parse(JSON.parse(stdout))
    expect(status).toBe(1)
    expect(stderr).toMatch(/^cowscope: 1 entry could not be read, secret: .*EACCES.*\n$/)
    const table = run()
    expect([table.status, table.stderr]).toEqual([1, stderr])
    expect(table.stdout.split('\n')[1]).toMatch(/^PARTIAL: 1 entry could not be read;/)
    expect(scan.errors).toEqual([{ path: 'secret', code: 'permission', errno: 'EACCES' }])
    expect([scan.partial, scan.reason]).toEqual([true, 'unreadable'])
  })

  test('inside a folder is told by each row of a CSV file, or by one of its own', () => {
    const place = join(folder, 'half-closed')
    mkdirSync(join(place, 'secret'), { recursive: true })
    const sparse = ['create', '-q', '-f', 'qcow2', join(place, 'open.qcow2'), '1M']
    execFileSync('qemu-img', sparse)
    chmodSync(folder, 0o755)
    chmodSync(join(place, 'secret'), 0)
    const rows = (table: string) =>
      cli.run(['scan', '-f', table, place], { ordinaryUser: true }).stdout.trimEnd().split('\r\n')
    for (const table of ['csv-images', 'csv']) {
      const [header = '', ...cells] = rows(table)
      expect(header).toMatch(/,root,scan_partial,scan_unreadable,scan_unreadable_first,/)
      expect(cells).toEqual([expect.stringMatching(/half-closed,true,1,secret,/)])
    }
  })

  test('that may not be entered is an error of its own, not a node of which all is broken', () => {
    const place = join(folder, 'shut')
    mkdirSync(join(place, 'var/lib/nova/instances'), { recursive: true })
    chmodSync(place, 0)
    const { status, stdout, stderr } = cli.run(['scan', place, images], { ordinaryUser: true })
    expect(status).toBe(1)
    expect(stderr).toBe(`cowscope: ${place}: permission denied (EACCES)\n`)
    expect(stdout).toContain(`Folder ${images}`)
    expect(stdout).not.toContain('Compute node')
  })

  test('of a disk leaves unknown what it is to Nova, and tells whose it is', () => {
    const instance = join(folder, 'unread', '11111111-2222-4333-8444-555555555555')
    mkdirSync(instance, { recursive: true })
    const disk = join(instance, 'disk')
    writeFileSync(disk, 'x'.repeat(65536))
    chmodSync(disk, 0)
    chmodSync(folder, 0o755)
    const place = join(folder, 'unread')
    const { stdout } = cli.run(['scan', '-f', 'json', place], { ordinaryUser: true })
    const { instances, nova, findings } = nodeReportSchema.parse(JSON.parse(stdout))
    expect(instances[0]?.disks[0]).toMatchObject({ virtualBytes: null })
    const sizes = { virt_disk_size: null, over_committed_disk_size: null }
    expect(instances[0]?.disks[0]?.nova).toMatchObject(sizes)
    expect(nova).toMatchObject({ diskAvailableLeastBytes: null })
    const owners = findings.find(({ code }) => code === 'unreadable-owners')
    expect(owners?.evidence['owners']).toEqual(['0:0: 1'])
    const unread = findings.find(({ code }) => code === 'unreadable')
    expect(unread).toMatchObject({ path: expect.stringMatching(/disk$/) })
    expect(unread?.message).toMatch(/ It is owned by 0:0, with mode 0000\.$/)
  })

  test('has its name escaped', () => {
    const { stderr } = cli.run(['scan', 'a\u001b[2J\nb'])
    expect(stderr).toBe('cowscope: a\\x1b[2J\\nb: it does not exist (ENOENT)\n')
  })
})

test('a signal gives a partial report that says so, as stderr does, which names the file', () => {
  // The preload sends the process a real SIGINT as soon as it listens for one, and waits until it has
  // arrived: what is done between two turns of the event loop no signal can end.
  const preload = join(folder, 'interrupt.mjs')
  const listen = "process.on('newListener', (name) => {"
  const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)'
  const kill = `{ process.kill(process.pid, 'SIGINT'); ${wait} }`
  writeFileSync(preload, `${listen} if (name === 'SIGINT') queueMicrotask(() => ${kill}) })`)
  const nodeOptions = ['--import', preload]
  const { status, stdout, stderr } = cli.run(['scan', '-f', 'json', node], { nodeOptions })
  const { scan } = nodeReportSchema.parse(JSON.parse(stdout))
  expect(status).toBe(1)
  expect(stderr).toBe(
    'cowscope: the scan was cancelled: the report has what was found until then\n',
  )
  expect(scan).toMatchObject({ partial: true, reason: 'cancelled' })
  const output = join(folder, 'cancelled.txt')
  const written = cli.run(['scan', '-o', output, node], { nodeOptions })
  expect([written.status, written.stderr]).toEqual([
    1,
    `cowscope: the scan was cancelled: ${output} has what was found until then\n`,
  ])
  expect(readFileSync(output, 'utf8')).toMatch(/cancelled|stopped/i)
})

test('an error of this program is told in a few lines, without the text of the bundle', () => {
  const preload = join(folder, 'bug.cjs')
  const fail = "() => { throw new TypeError('of undefined') }"
  writeFileSync(preload, `require('node:fs').readdirSync = ${fail}`)
  const { status, stdout, stderr } = cli.run(['scan', node], { nodeOptions: ['-r', preload] })
  expect([status, stdout]).toEqual([1, ''])
  const [first, ...stack] = stderr.trimEnd().split('\n')
  expect(first).toBe('cowscope: a bug in Cowscope, please report it: of undefined')
  expect(stack.length).toBeGreaterThan(1)
  expect(stack.length).toBeLessThan(10)
  for (const line of stack) expect(line).toMatch(/^cowscope: at .{1,300}$/)
})

function openToAll({ root }: SmallNode): void {
  execFileSync('chmod', ['-R', 'a+rX', join(root, '..')])
}

test('a folder of configuration that nobody may look into is one entry, with its owner', () => {
  const closed = smallNode()
  closed.write('etc/nova/nova.conf', '[DEFAULT]\n')
  closed.write(`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`, 'unused')
  openToAll(closed)
  chmodSync(closed.path('etc/nova'), 0)
  const scan = (format: string) =>
    cli.run(['scan', '-f', format, closed.root], { ordinaryUser: true }).stdout
  const { totals, findings } = nodeReportSchema.parse(JSON.parse(scan('json')))
  expect(totals.unreadable).toBe(1)
  expect(JSON.stringify(findings)).not.toContain('nova-cpu.conf')
  expect(scan('table')).toMatch(
    /etc\/nova could not be read: which folder the bases are in, and when Nova removes them, is not certain/,
  )
  expect(scan('table')).not.toMatch(/by owner.*\?/)
})

test.each([
  [
    'kolla',
    'etc/kolla/nova-compute/nova.conf',
    /etc\/kolla could not be read: which folder the bases/,
  ],
  ['glance', 'etc/glance/glance-api.conf', undefined],
])('a closed etc/%s leaves open what only it would have told', (name, conf, sentence) => {
  const closed = smallNode()
  closed.write(conf, '[DEFAULT]\n')
  closed.write(`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`, 'unused')
  openToAll(closed)
  chmodSync(closed.path(`etc/${name}`), 0)
  const { stdout } = cli.run(['scan', closed.root], { ordinaryUser: true })
  expect(stdout).toMatch(/^PARTIAL: 1 entry could not be read;/m)
  expect(stdout).not.toContain('may stand on any base')
  if (sentence === undefined) expect(stdout).not.toContain('Unknown bases')
  else expect(stdout).toMatch(sentence)
})

test.each([
  ['nova.conf', 'etc/nova/nova.conf'],
  ['file that is read after it', 'etc/nova/nova.conf.d/10-ratio.conf'],
])('with a closed %s nothing that placement has is told by defaults', (_, shut) => {
  const closed = smallNode()
  closed.write('etc/nova/nova.conf', '[DEFAULT]\ndisk_allocation_ratio = 1.5\n')
  closed.write('etc/nova/nova.conf.d/10-ratio.conf', '[DEFAULT]\ndisk_allocation_ratio = 2.0\n')
  openToAll(closed)
  const scan = (format: string) =>
    cli.run(['scan', '-f', format, closed.root], { ordinaryUser: true }).stdout
  const open = nodeReportSchema.parse(JSON.parse(scan('json')))
  expect(open.nova?.placement).toMatchObject({ allocationRatio: 2 })
  expect(open.configuration.nova?.files).toEqual([
    'etc/nova/nova.conf',
    'etc/nova/nova.conf.d/10-ratio.conf',
  ])
  chmodSync(closed.path(shut), 0)
  const { nova } = nodeReportSchema.parse(JSON.parse(scan('json')))
  expect(nova?.reserved.hostGib).toBeNull()
  expect(nova?.placement).toMatchObject({
    unknown: 'configuration',
    allocationRatio: null,
    allocationRatioIsSet: null,
    reservedGib: null,
    capacityGib: null,
    leftGib: null,
  })
  const text = scan('table')
  expect(text).toMatch(/^ {2}new instances +- {2}DISK_GB of placement: /m)
  expect(text).toContain("Nova's configuration could not be read: what is reserved, the ratio,")
  expect(text).not.toContain("Nova's defaults")
})

test.each([
  ['nova-cpu.conf', 'etc/nova/nova-cpu.conf', 'etc/nova/nova-cpu.conf'],
  ['folder of another deployment', 'etc/kolla/nova-compute/nova.conf', 'etc/kolla'],
])('behind a closed %s no configuration counts that may be another service’s', (_, conf, shut) => {
  const closed = smallNode()
  closed.write(conf, '[image_cache]\nremove_unused_base_images = false\n')
  closed.write('etc/nova/nova.conf', '[DEFAULT]\nhost = other\n')
  openToAll(closed)
  const scan = () => cli.run(['scan', '-f', 'json', closed.root], { ordinaryUser: true }).stdout
  const told = () => {
    const { imageCache, configuration } = JSON.parse(scan())
    return [imageCache.optionsFromConfiguration, configuration.nova?.path]
  }
  expect(told()).toEqual([true, conf])
  chmodSync(closed.path(shut), 0)
  expect(told()).toEqual([false, undefined])
})

test('a configuration that a symlink has in a closed folder is named itself', () => {
  const closed = smallNode()
  closed.write('srv/secret/nova.conf', '[DEFAULT]\n')
  mkdirSync(closed.path('etc/nova'))
  symlinkSync('/srv/secret/nova.conf', closed.path('etc/nova/nova.conf'))
  openToAll(closed)
  chmodSync(closed.path('srv/secret'), 0)
  const { stdout } = cli.run(['scan', '-f', 'json', closed.root], { ordinaryUser: true })
  expect(nodeReportSchema.parse(JSON.parse(stdout)).totals.unreadable).toBe(1)
  const table = cli.run(['scan', closed.root], { ordinaryUser: true }).stdout
  expect(table).toMatch(/^ {2}- {2}etc\/nova\/nova\.conf: It cannot be read/m)
})

describe('wrong usage ends with 2 and one sentence', () => {
  test.each([
    [['bogus'], /^cowscope: unknown command 'bogus'\n$/],
    [['help', 'bogus'], /^cowscope: unknown command 'bogus'; --help lists them\n$/],
    [['scan', '--format', 'xml'], /^cowscope: option .*'xml' is invalid.*\n$/],
    [['scan', '--wrong'], /^cowscope: unknown option '--wrong'\n$/],
    [['info', '--image-opts', 'x'], /'--image-opts': an image is named by its path.*\n$/],
    [['scan', '--top', 'many', '.'], /^cowscope: --top many: not a number of rows\n$/],
    [['scan', '--sample', '.'], /^cowscope: --sample: either this or a PATH\n$/],
    [['scan', ''], /^cowscope: an empty path names nothing\n$/],
    [['plan', '.', '', '-f', 'script'], /^cowscope: an empty path names nothing\n$/],
    [['scan', '.', '--root', ''], /^cowscope: an empty path names nothing\n$/],
    [['export', 'a.qcow2', '-o', ''], /^cowscope: an empty path names nothing\n$/],
    [['info'], /^cowscope: missing required argument 'FILE'\n$/],
  ])('%j', (args, expected) => {
    const { status, stdout, stderr } = cli.run(args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(expected)
  })

  test('--help and --version are none', () => {
    expect(cli.run(['--version'])).toMatchObject({ status: 0, stdout: '0.1.0\n' })
    const help = cli.run(['--help'])
    expect(help.status).toBe(0)
    expect(help.stdout).toContain('Exit codes:')
  })
})
