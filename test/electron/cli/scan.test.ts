import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runScan } from '../../../electron/cli/run-scan.ts'
import { writeSampleNode } from '../../../electron/sample/write.ts'
import { nodeReportSchema } from '../../../shared/report/schema.ts'
import { makeNovaNode } from '../../helpers/nova-tree.ts'
import { qemuImg, temporaryFolder } from '../../helpers/qemu-img.ts'
import { straceNode } from '../../helpers/strace.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

const folder = temporaryFolder()
const node = join(folder, 'node')
const images = join(folder, 'images')
let cli: BuiltCli

beforeAll(async () => {
  mkdirSync(node)
  mkdirSync(images)
  writeSampleNode(node)
  qemuImg(images, 'create', '-q', '-f', 'raw', 'base.raw', '1M')
  qemuImg(images, 'create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', 'top.qcow2')
  cli = await buildCli()
}, 120_000)

function report(args: readonly string[]) {
  const { status, stdout, stderr } = cli.run(['scan', '--format', 'json', ...args])
  return { status, stderr, ...nodeReportSchema.parse(JSON.parse(stdout)) }
}

/** Of the report's own roots; du counts a hard link once in a run. */
function expectAsDu(path: string): void {
  // ext4 takes the last blocks of a file when it writes it back: from then on sizes stay.
  execFileSync('sync', ['-f', path])
  const { scan, totals } = report([path])
  const args = ['-s', '-c', '--block-size=1', ...scan.roots]
  const du = execFileSync('du', args, { encoding: 'utf8' })
  const all = totals.allocatedBytes + totals.directoryBytes
  expect(all).toBe(Number(/^(\d+)\ttotal$/m.exec(du)?.[1]))
  expect(sumOf(totals.allocatedByKind)).toBe(all)
  expect(sumOf(totals.allocatedByUse)).toBe(all)
}

function sumOf(parts: Readonly<Record<string, number | null>>): number {
  return Object.values(parts).reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0)
}

describe('scan of one image', () => {
  test('is headed by the image, not by its folder', () => {
    const path = join(images, 'top.qcow2')
    expect(cli.run(['scan', path]).stdout.split('\n')[0]).toBe(`Image ${path}`)
    expect(cli.run(['scan', images]).stdout.split('\n')[0]).toBe(`Folder ${images}`)
  })

  test('starts no thread to read folders ahead, of which there are none', () => {
    const threads = (...args: string[]) =>
      straceNode([cli.path, ...args], ['clone', 'clone3']).calls.filter((call) =>
        /\bclone3?\(/.test(call),
      ).length
    const image = join(images, 'top.qcow2')
    expect(threads('scan', image)).toBe(threads('info', image))
    expect(threads('scan', images)).toBeGreaterThan(threads('scan', image))
  })
})

test('a symlink with two names is counted once, as du does, also where two instances have one each', () => {
  const instances = join(folder, 'linked-instances')
  const [one = '', other = ''] = ['1', '2'].map((digit) => {
    const path = join(instances, `aaaaaaaa-0000-4000-8000-00000000000${digit}`)
    mkdirSync(path, { recursive: true })
    return path
  })
  mkdirSync(join(instances, '_base'))
  // Longer than what an inode holds itself: it takes a block.
  symlinkSync('x'.repeat(1000), join(one, 'link'))
  linkSync(join(one, 'link'), join(other, 'link'))
  linkSync(join(one, 'link'), join(one, 'again'))
  expectAsDu(instances)
  const { restBytes } = report([instances]).totals.allocatedByUse
  expect(restBytes).toBeGreaterThanOrEqual(0)
})

describe('scan of an image cache alone', () => {
  test('calls no base unused, since the instances were not seen, and a download no base', () => {
    const cache = join(folder, '_base')
    mkdirSync(cache)
    writeFileSync(join(cache, 'a'.repeat(40)), Buffer.alloc(1 << 20, 1))
    writeFileSync(join(cache, `${'b'.repeat(40)}.part`), Buffer.alloc(1 << 20, 1))
    const line =
      /^Unused bases\s+unknown\s+nothing that was seen uses 1\.00 MiB of the base files$/m
    expect(cli.run(['scan', cache]).stdout).toMatch(line)
    const { allocatedByUse } = report([cache]).totals
    expect(allocatedByUse).toMatchObject({ unusedCacheBytes: null, unknownCacheBytes: 1 << 20 })
    expectAsDu(cache)
  })
})

describe('scan of a node', () => {
  test('writes a report that its schema accepts', () => {
    const { status, stderr, totals, instances, bases } = report([node])
    expect([status, stderr]).toEqual([0, ''])
    expect(totals.instances).toBe(40)
    expect(instances.filter(({ kind }) => kind === 'instance')).toHaveLength(40)
    expect(bases.some(({ imageId }) => imageId !== null)).toBe(true)
  })

  test('counts what du counts below the whole node, or the instances alone', () => {
    expect(report([node]).scan).toMatchObject({ root: node, opened: node, roots: [node] })
    expectAsDu(node)
    const instances = join(node, 'var/lib/nova/instances')
    expect(report([instances]).scan.roots).toEqual([instances])
    expectAsDu(instances)
  })

  test("counts what du counts of a node's own folders inside an operating system", () => {
    const root = join(folder, 'system')
    mkdirSync(root)
    writeSampleNode(root)
    for (const path of ['usr/bin', 'var/log', 'etc/libvirt/hooks']) {
      mkdirSync(join(root, path), { recursive: true })
    }
    const files = ['usr/bin/true', 'var/log/messages', 'etc/fstab', 'etc/libvirt/qemu.conf']
    for (const path of files) writeFileSync(join(root, path), 'x'.repeat(9000))
    linkSync(join(root, 'etc/libvirt/qemu.conf'), join(root, 'etc/nova/linked.conf'))
    const { roots } = report([root]).scan
    expect(roots).toEqual(['etc/libvirt', 'etc/nova', 'var/lib'].map((path) => join(root, path)))
    expectAsDu(root)
  })

  test('counts what du counts of a node that Nova made', () => {
    const root = join(folder, 'nova')
    makeNovaNode(root)
    expect(report([root]).scan.roots).toEqual([root])
    expectAsDu(root)
  }, 120_000)

  test('names the format of every base and image as qemu-img does', () => {
    const { bases, images: stored } = report([node])
    for (const { path, format, content } of [...bases, ...stored]) {
      const said: unknown = JSON.parse(qemuImg(node, 'info', '--output=json', path))
      expect({ path, format }).toEqual({ path, format: Reflect.get(Object(said), 'format') })
      if (content !== null) expect(format).toBe('raw')
    }
    expect(bases.some(({ content }) => content === 'mbr')).toBe(true)
    expect(stored.some(({ content }) => content === 'iso')).toBe(true)
  })

  test("finds what the sample node has wrong, and each chain's base below the opened root", () => {
    const { findings, instances } = report([node])
    const codes = new Set(findings.map(({ code }) => code))
    for (const code of ['missing-backing-file', 'forged-header', 'unused-base']) {
      expect(codes).toContain(code)
    }
    for (const code of ['leftover-resize', 'leftover-del', 'leftover-part']) {
      expect(codes).toContain(code)
    }
    const whole = instances.flatMap(({ disks }) =>
      disks.filter(({ chain }) => chain === 'complete'),
    )
    expect(whole.length).toBeGreaterThan(30)
    expect(whole.every(({ base }) => base?.startsWith('var/lib/nova/instances/_base/'))).toBe(true)
  })

  test('without a path reports the generated sample', () => {
    const { status, stdout } = cli.run(['scan'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Compute node .*cowscope-sample-/)
    expect(stdout).toContain('Problems (')
  })

  test('prints tables as text and as CSV', () => {
    const disks = cli.run(['scan', node, '--format', 'csv-disks']).stdout.split('\r\n')
    expect(disks[0]).toMatch(/^instance_uuid,instance_name,/)
    expect(disks.length).toBeGreaterThan(70)
    const bases = cli.run(['scan', node, '-f', 'csv-bases']).stdout.split('\r\n')
    expect(bases.length).toBe(report([node]).bases.length + 2)
    const [header = '', ...rows] = cli
      .run(['scan', images, '-f', 'csv-images'])
      .stdout.split('\r\n')
    expect(header).toMatch(/^name,path,role,format,virtual_bytes,.*,root$/)
    expect(rows.map((row) => row.split(',').slice(0, 5).join(' '))).toEqual([
      'base.raw base.raw image raw 1048576',
      'top.qcow2 top.qcow2 image qcow2 1048576',
      '',
    ])
  })
})

describe('scan of images', () => {
  test('reports a folder and each image in it', () => {
    const { images: found } = report([images])
    expect(found.map(({ name, chain }) => `${name} ${chain}`)).toEqual([
      'base.raw standalone',
      'top.qcow2 complete',
    ])
  })

  test('reports one image by itself, with its chain', () => {
    const { images: found, scan, totals } = report([join(images, 'top.qcow2')])
    expect(scan).toMatchObject({ root: images, opened: join(images, 'top.qcow2') })
    expect(scan.openedPaths).toBeUndefined()
    expect(found).toMatchObject([{ name: 'top.qcow2', chain: 'complete' }])
    expect(totals.files).toBe(1)
    expectAsDu(join(images, 'top.qcow2'))
  })

  test('says of how many images the size is not in the sum', () => {
    const place = join(folder, 'cut-header')
    mkdirSync(place)
    qemuImg(place, 'create', '-q', '-f', 'qcow2', 'whole.qcow2', '1M')
    writeFileSync(
      join(place, 'cut.qcow2'),
      readFileSync(join(place, 'whole.qcow2')).subarray(0, 60),
    )
    expect(report([place]).totals).toMatchObject({
      images: 2,
      imageVirtualBytes: 1 << 20,
      imagesOfUnknownSize: 1,
      disksOfUnknownSize: 0,
    })
    const { stdout } = cli.run(['scan', place])
    expect(stdout).toMatch(/^Virtual +>= 1\.00 MiB +2 images, 1 of unknown size not counted$/m)
  })

  test('counts what a file of several names takes once, and says which are its other names', () => {
    const place = join(folder, 'linked')
    mkdirSync(place)
    qemuImg(place, 'create', '-q', '-f', 'qcow2', 'b.qcow2', '1G')
    for (const name of ['a.qcow2', 'c.qcow2']) linkSync(join(place, 'b.qcow2'), join(place, name))
    qemuImg(place, 'create', '-q', '-f', 'qcow2', 'other.qcow2', '2G')
    const { images: found, totals } = report([place])
    expect(totals).toMatchObject({ images: 4, imageVirtualBytes: 3 * 2 ** 30 })
    expect(found.map(({ hardLinkOf }) => hardLinkOf)).toEqual([null, 'a.qcow2', 'a.qcow2', null])
    expectAsDu(place)
    const { stdout } = cli.run(['scan', place])
    expect(stdout).toMatch(/^Virtual +3\.00 GiB +4 images$/m)
    expect(stdout).toMatch(/^c\.qcow2 \(hard link of a\.qcow2\) /m)
    const csv = cli.run(['scan', place, '-f', 'csv-images']).stdout
    expect(csv.match(/,a\.qcow2,/g)).toHaveLength(1 + 2)
  })

  test('looks below --root for names of another machine', () => {
    const place = join(folder, 'mapped')
    mkdirSync(join(place, 'srv'), { recursive: true })
    qemuImg(place, 'create', '-q', '-f', 'raw', 'srv/b.raw', '1M')
    mkdirSync(join(place, 'here'))
    const args = ['create', '-q', '-u', '-f', 'qcow2', '-b', '/srv/b.raw', '-F', 'raw']
    qemuImg(place, ...args, 'here/top.qcow2', '1M')
    const here = join(place, 'here')
    expect(report([here]).images[0]?.chain).toBe('outside')
    expect(report([here, '--root', place]).images[0]?.chain).toBe('complete')
  })

  test('names an image that is reported by itself for what it is', () => {
    const { stdout } = cli.run(['scan', join(images, 'top.qcow2')])
    expect(stdout).toMatch(new RegExp(`^Image ${join(images, 'top.qcow2')}\n`))
    expect(stdout).toMatch(/^ {2}images .* 1 image$/m)
    expect(stdout).toMatch(/^Virtual +1\.00 MiB +1 image$/m)
  })
})

describe('-o', () => {
  test('writes the report whole and leaves nothing beside it', () => {
    const place = join(folder, 'reports')
    mkdirSync(place)
    writeFileSync(join(place, 'r.json'), 'old')
    const { status, stdout } = cli.run(['scan', images, '-f', 'json', '-o', join(place, 'r.json')])
    expect([status, stdout]).toEqual([0, ''])
    expect(readdirSync(place)).toEqual(['r.json'])
    nodeReportSchema.parse(JSON.parse(readFileSync(join(place, 'r.json'), 'utf8')))
  })

  test('leaves what was there, and no draft, when the system takes no more on the way', () => {
    const place = join(folder, 'limited')
    mkdirSync(place)
    writeFileSync(join(place, 'r.json'), 'old')
    // In blocks of 512 bytes: more than the first piece of the report, less than all of it.
    const script = 'ulimit -f 140; exec "$@"'
    const args = ['scan', node, '-f', 'json', '-o', join(place, 'r.json')]
    const command = ['-c', script, 'sh', process.execPath, cli.path, ...args]
    const { status, stderr } = spawnSync('sh', command, { encoding: 'utf8' })
    expect(stderr).toBe(`cowscope: ${place}/r.json: the system reports an error (EFBIG)\n`)
    expect(status).toBe(1)
    expect(readdirSync(place)).toEqual(['r.json'])
    expect(readFileSync(join(place, 'r.json'), 'utf8')).toBe('old')
  })

  test('names the file that it cannot look at', () => {
    const place = join(folder, 'unsearchable')
    mkdirSync(place, { mode: 0o600 })
    chmodSync(folder, 0o755)
    const closed = cli.run(['scan', images, '-o', join(place, 'r')], { ordinaryUser: true })
    expect(closed.stderr).toBe(`cowscope: ${place}/r: permission denied (EACCES)\n`)
    const long = join(folder, 'n'.repeat(300))
    const { status, stderr } = cli.run(['scan', images, '-o', long])
    expect(stderr).toBe(`cowscope: ${long}: its name is too long (ENAMETOOLONG)\n`)
    expect([closed.status, status]).toEqual([1, 1])
  })

  test('refuses to write into what is read, through a symlink too', () => {
    symlinkSync(images, join(folder, 'door'))
    symlinkSync(join(images, 'base.raw'), join(folder, 'alias'))
    for (const target of [join(images, 'r'), join(folder, 'door/r'), join(folder, 'alias')]) {
      const { status, stderr } = cli.run(['scan', images, '-o', target])
      expect(status).toBe(1)
      expect(stderr).toMatch(/^cowscope: .* inside what is to be read.*\n$/)
    }
    const own = join(images, 'base.raw')
    expect(cli.run(['scan', own, '-o', own]).status).toBe(1)
    expect(readdirSync(images)).toEqual(['base.raw', 'top.qcow2'])
  })

  test('replaces no device and no FIFO, also by a link to one', () => {
    execFileSync('mkfifo', [join(folder, 'out-fifo')])
    symlinkSync('/dev/null', join(folder, 'out-null'))
    symlinkSync('out-round', join(folder, 'out-round'))
    for (const name of ['out-fifo', 'out-null', 'out-round']) {
      const { status, stderr } = cli.run(['scan', images, '-o', join(folder, name)])
      expect(status).toBe(1)
      expect(stderr).toMatch(/^cowscope: .*: it is no file that could be replaced\n$/)
    }
    expect(lstatSync(join(folder, 'out-fifo')).isFIFO()).toBe(true)
    expect(lstatSync(join(folder, 'out-null')).isSymbolicLink()).toBe(true)
  })

  test('says that a folder is one, also by a link', () => {
    mkdirSync(join(folder, 'out-folder'))
    symlinkSync('out-folder', join(folder, 'out-door'))
    for (const name of ['out-folder', 'out-door']) {
      const { status, stderr } = cli.run(['scan', images, '-o', join(folder, name)])
      expect([status, stderr]).toEqual([1, `cowscope: ${join(folder, name)}: it is a folder\n`])
    }
  })

  test('says in one sentence when the place is not there', () => {
    const { status, stderr } = cli.run(['scan', images, '-o', join(folder, 'no/r.json')])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^cowscope: .*no\/r\.json: it does not exist \(ENOENT\)\n$/)
  })
})

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
    expect(table.stdout.split('\n')[1]).toMatch(/^INCOMPLETE: 1 entry could not be read;/)
    expect(scan.errors).toEqual([{ path: 'secret', code: 'permission', errno: 'EACCES' }])
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
  })

  test('has its name escaped', () => {
    const { stderr } = cli.run(['scan', 'a\u001b[2J\nb'])
    expect(stderr).toBe('cowscope: a\\x1b[2J\\nb: it does not exist (ENOENT)\n')
  })
})

test('a reader that leaves early is no error, and the sample is removed all the same', () => {
  const place = join(folder, 'temporary')
  mkdirSync(place)
  const script = `TMPDIR="${place}" "$0" "$1" scan | head -n 1`
  const shown = execFileSync('sh', ['-c', script, process.execPath, cli.path], { encoding: 'utf8' })
  expect(shown).toMatch(/^Compute node .*\n$/)
  expect(readdirSync(place)).toEqual([])
})

test('of a report no more is made once its reader has left, or the disk below it is full', async () => {
  const pieces: string[] = []
  const out = (piece: string) => pieces.push(piece) < 2
  const terminal = { out, complain: () => {}, status: undefined }
  const context = { terminal, version: '0', interrupted: () => false, finish: () => {} }
  expect(await runScan([node], { format: 'json', top: '20' }, context)).toBe(0)
  expect(pieces).toHaveLength(2)
  expect(pieces[0]).toMatch(/^\{\n"schemaVersion": 1,\n/)
  expect(() => JSON.parse(pieces.join(''))).toThrow(SyntaxError)

  const script = '"$0" "$1" scan "$2" -f json > /dev/full'
  const command = ['-c', script, process.execPath, cli.path, node]
  const { status, stderr } = spawnSync('sh', command, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([1, 'cowscope: there is no space left (ENOSPC)\n'])
})

test('a signal gives a partial report that says so', () => {
  // The preload sends the process a real SIGINT as soon as it listens for one, and waits until it has
  // arrived: what is done between two turns of the event loop no signal can end.
  const preload = join(folder, 'interrupt.mjs')
  const listen = "process.on('newListener', (name) => {"
  const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)'
  const kill = `{ process.kill(process.pid, 'SIGINT'); ${wait} }`
  writeFileSync(preload, `${listen} if (name === 'SIGINT') queueMicrotask(() => ${kill}) })`)
  const nodeOptions = ['--import', preload]
  const { status, stdout } = cli.run(['scan', '-f', 'json', node], { nodeOptions })
  const { scan } = nodeReportSchema.parse(JSON.parse(stdout))
  expect(status).toBe(1)
  expect(scan).toMatchObject({ partial: true, reason: 'cancelled' })
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

describe('wrong usage ends with 2 and one sentence', () => {
  test.each([
    [['bogus'], /^cowscope: unknown command 'bogus'\n$/],
    [['scan', '--format', 'xml'], /^cowscope: option .*'xml' is invalid.*\n$/],
    [['scan', '--wrong'], /^cowscope: unknown option '--wrong'\n$/],
    [['scan', '--top', 'many', '.'], /^cowscope: --top many: not a number of rows\n$/],
    [['scan', '--sample', '.'], /^cowscope: --sample: either this or a PATH\n$/],
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
