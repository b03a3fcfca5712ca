import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import {
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../../../helpers/images/encrypted-images.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const node = temporaryFolder()
const results = temporaryFolder()
const SHA1 = '/var/lib/nova/instances/_base/sha1'
const WITH_KEY = [
  ...['--object', 'secret,id=sec0,data=passphrase'],
  ...['--image-opts', 'driver=qcow2,encrypt.key-secret=sec0,file.filename=luks.qcow2'],
]
const cli = cliOfTests()

beforeAll(() => {
  writeFileSync(join(folder, 'base.raw'), Buffer.alloc(1 << 20, 7))
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', 'top.qcow2', '2M')
  qemuIo(join(folder, 'top.qcow2'), ['write -P 9 64k 64k'])
  mkdirSync(join(node, SHA1, '..'), { recursive: true })
  writeFileSync(join(node, SHA1), Buffer.alloc(1 << 20, 5))
  overlayOn(folder, SHA1, 'nova.qcow2')
  overlayOn(folder, join(node, SHA1), 'outside.qcow2')
  symlinkSync(join(node, SHA1), join(folder, 'link'))
  overlayOn(folder, 'link', 'linked.qcow2')
  const data = 'data_file=data.bin,data_file_raw=on'
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', data, 'data.qcow2', '1M')
  createEncrypted(folder, LUKS_IN_QCOW2, 'luks.qcow2')
  createEncrypted(folder, LUKS_VOLUME, 'volume.luks')
  execFileSync('qemu-io', ['-c', 'write -P 1 64k 100k', ...WITH_KEY], { cwd: folder })
}, 120_000)

function run(...args: readonly string[]) {
  return cli.run(args, { cwd: folder })
}

function kinds(json: string): unknown[] {
  const entries = JSON.parse(json) as { depth: number; data: boolean; missing?: boolean }[]
  return entries.map(({ depth, data, missing = false }) => ({ depth, data, missing }))
}

/** The key came with qemu 8.2. */
function withoutCompressed(json: string): string {
  return json.replaceAll(/, "compressed": (true|false)/g, '')
}

describe('what an image names is opened only where that was allowed', () => {
  test.each([
    ['nova.qcow2', 'an absolute name of another machine'],
    ['outside.qcow2', 'an absolute name that is there'],
    ['linked.qcow2', 'a name that leads out through a symlink'],
  ])('%s: %s is a layer that is not here', (file) => {
    const map = run('map', '--output', 'json', file)
    expect(map.status).toBe(1)
    expect(kinds(map.stdout)).toEqual([{ depth: 1, data: false, missing: true }])
    expect(map.stderr).toMatch(/lies outside of the opened folders|not found/)
    const read = run('read', file, '--length', '1')
    expect([read.status, read.stdout]).toEqual([1, ''])
    expect(read.stderr).toContain('member of the chain that is not here')
  })

  test('--root grants a folder and re-roots recorded names', () => {
    const { status, stdout } = run('read', 'nova.qcow2', '--root', node, '--length', '3')
    expect([status, stdout]).toEqual([0, '\u0005\u0005\u0005'])
  })

  test('a data file beside the image is its data; one that is gone is named', () => {
    expect(run('map', 'data.qcow2').stdout).toMatch(/^0 +0x100000 +0 +data\.bin$/m)
    const gone = temporaryCopy('data.qcow2')
    const map = cli.run(['map', gone], { cwd: results })
    expect(map.status).toBe(1)
    expect(map.stdout).toMatch(/^0 +0x100000 +missing +\S+\/data\.bin$/m)
    expect(map.stderr).toContain('external data file')
    expect(map.stderr).not.toContain('holes')
    const json = cli.run(['map', '--output', 'json', gone], { cwd: results })
    expect(kinds(json.stdout)).toContainEqual({ depth: 0, data: false, missing: true })
    expect(json.stdout).not.toContain('offset')
    const read = cli.run(['read', '--length', '1', gone], { cwd: results })
    expect([read.status, read.stdout]).toEqual([1, ''])
    expect(read.stderr).toContain('--locate data.bin=FILE')
  })
})

function temporaryCopy(name: string): string {
  const path = join(results, name)
  writeFileSync(path, readFileSync(join(folder, name)))
  return path
}

describe('what cannot be done gets a sentence', () => {
  test.each([
    [['map', 'gone.qcow2'], 'it does not exist'],
    [['map', '.'], 'it is a folder'],
    [['read', 'top.qcow2', '--offset', '2M', '--length', '1'], 'past its end'],
    [['read', 'top.qcow2', '--offset', '9999999999999'], 'bytes; 9999999999999 is past its end'],
    [['read', 'luks.qcow2', '--offset', '64k', '--length', '1'], 'encrypted'],
    [['read', 'volume.luks', '--length', '1'], 'encrypted'],
    [['map', 'top.qcow2', '--snapshot', '7'], 'no snapshot'],
  ])('%j', (args, text) => {
    const { status, stdout, stderr } = run(...args)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(text)
    expect(stderr).not.toContain('    at ')
  })

  test('and a number that is none is wrong usage', () => {
    const { status, stdout, stderr } = run('read', 'top.qcow2', '--offset', 'x')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('not a number of bytes')
  })

  test('an encrypted image is mapped without its key as qemu-img maps it with the key', () => {
    const { status, stdout } = run('map', '--output', 'json', 'luks.qcow2')
    expect(status).toBe(0)
    expect(withoutCompressed(stdout)).toBe(qemuImg(folder, 'map', '--output=json', ...WITH_KEY))
  })

  test('so is a LUKS volume', () => {
    const { status, stdout, stderr } = run('map', '--output', 'json', 'volume.luks')
    expect([status, stderr]).toEqual([0, ''])
    const volume = 'driver=luks,key-secret=sec0,file.filename=volume.luks'
    const open = ['--object', 'secret,id=sec0,data=passphrase', '--image-opts', volume]
    expect(withoutCompressed(stdout)).toBe(qemuImg(folder, 'map', '--output=json', ...open))
  })

  test('holes of a raw layer are said to be unknown, and found on demand', () => {
    expect(run('map', 'top.qcow2').stderr).toContain('its holes were not looked for')
    appendFileSync(join(folder, 'sparse.raw'), 'x')
    truncateSync(join(folder, 'sparse.raw'), 1 << 20)
    const { stdout, stderr } = run('map', '--output', 'json', '--find-zeros', 'sparse.raw')
    expect(stderr).toBe('')
    const theirs = qemuImg(folder, 'map', '--output=json', '-f', 'raw', 'sparse.raw')
    expect(withoutCompressed(stdout)).toBe(theirs)
  })
})

describe('export writes nowhere but where it may', () => {
  test.each([
    ['over the image', 'top.qcow2', []],
    ['over its backing file', 'base.raw', []],
    ['over an image through a symlink', 'alias.raw', []],
    ['over its backing file by another name', 'hard.raw', []],
    ['inside a folder that was opened', join(node, 'out.raw'), ['--root', node]],
  ])('%s', (_, target, options) => {
    if (target === 'alias.raw') symlinkSync('base.raw', join(folder, 'alias.raw'))
    if (target === 'hard.raw') linkSync(join(folder, 'base.raw'), join(folder, 'hard.raw'))
    const before = readFileSync(join(folder, 'base.raw'))
    const { status, stderr } = run('export', 'top.qcow2', '-o', target, ...options)
    expect(status).toBe(1)
    expect(stderr).toBe(
      `cowscope: ${target}: it lies inside what is to be read, where nothing is ever written\n`,
    )
    expect(Buffer.compare(readFileSync(join(folder, 'base.raw')), before)).toBe(0)
    expect(existsSync(join(node, 'out.raw'))).toBe(false)
  })

  test('over an external data file', () => {
    const before = readFileSync(join(folder, 'data.bin'))
    const { status, stderr } = run('export', 'data.qcow2', '-o', 'data.bin')
    expect([status, stderr]).toEqual([1, expect.stringContaining('nothing is ever written')])
    expect(Buffer.compare(readFileSync(join(folder, 'data.bin')), before)).toBe(0)
  })

  test('what is wrong with the output is told of the output, once', () => {
    const target = join(results, 'no-folder/out.raw')
    expect(run('export', 'top.qcow2', '-o', target).stderr).toBe(
      `cowscope: the folder of ${target}: it does not exist (ENOENT)\n`,
    )
    const long = join(results, 'n'.repeat(256))
    expect(run('export', 'top.qcow2', '-o', long).stderr).toBe(
      `cowscope: ${long}: its name is too long (ENAMETOOLONG)\n`,
    )
  })

  test('a file of that name is replaced, as --help says, and its permissions stay', () => {
    const target = join(results, 'shared.raw')
    expect(run('export', 'top.qcow2', '-o', target).status).toBe(0)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    writeFileSync(target, 'mine')
    chmodSync(target, 0o664)
    expect(run('export', 'top.qcow2', '-o', target).status).toBe(0)
    const { mode, size } = statSync(target)
    expect([mode & 0o777, size]).toEqual([0o664, 2 << 20])
    const help = run('export', '--help').stdout.replaceAll(/\s+/g, ' ')
    expect(help).toContain('in the place of a file that has it, as with qemu-img convert')
    for (const command of ['scan', 'plan']) {
      const text = run(command, '--help').stdout.replaceAll(/\s+/g, ' ')
      expect(text).toContain('a file of that name is replaced')
    }
  })

  test('a chain with a gap leaves no file', () => {
    const target = join(results, 'gap.raw')
    const { status, stderr } = run('export', 'nova.qcow2', '-o', target)
    expect(status).toBe(1)
    // One line says both that it is lacking and why.
    expect(stderr).toMatch(/^cowscope: nova\.qcow2: .*not here: backing file .*sha1.*\n$/)
    expect(readdirSync(results).filter((name) => name.includes('gap'))).toEqual([])
  })
})

test('read ends quietly when its reader has left', () => {
  const script = '"$0" "$1" read top.qcow2 | head -c 3 | od -An -tx1'
  const { stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, cli.path], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect([stdout.trim(), stderr]).toEqual(['07 07 07', ''])
})

test('of a snapshot from before a resize export and read say how long it is, which qemu-img takes otherwise', () => {
  const own = temporaryFolder()
  qemuImg(own, 'create', '-q', '-f', 'qcow2', 'grown.qcow2', '1M')
  qemuImg(own, 'snapshot', '-c', 'before', 'grown.qcow2')
  const args = ['--snapshot', 'before'] as const
  const told = () => [
    cli.run(['export', 'grown.qcow2', ...args, '-o', join(temporaryFolder(), 'raw')], { cwd: own }),
    cli.run(['read', 'grown.qcow2', ...args], { cwd: own }),
  ]
  expect(told().map(({ stderr }) => stderr)).toEqual(['', ''])
  qemuImg(own, 'resize', '-q', 'grown.qcow2', '3M')
  for (const { status, stderr } of told()) {
    expect([status, stderr]).toEqual([
      0,
      'cowscope: grown.qcow2: the disk had 1048576 bytes in the snapshot, and so long is what is read of it; it has 3145728 now, the length that qemu-img convert -l gives it\n',
    ])
  }
  qemuImg(own, 'convert', '-l', 'before', '-O', 'raw', 'grown.qcow2', 'theirs.raw')
  expect(statSync(join(own, 'theirs.raw')).size).toBe(3145728)
})
