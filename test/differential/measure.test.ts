import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { commandHere } from '../helpers/command-here.ts'
import { makeMatrix } from '../helpers/images/chain-matrix.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_IN_QCOW2, LUKS_VOLUME } from '../helpers/images/encrypted-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const matrix = makeMatrix(folder, 20264)
for (const name of readdirSync(folder)) fillHoles(join(folder, name))
const cli = cliOfTests()

const at = (name: string): string => join(folder, name)

/**
 * Where an image takes much less of the file system than its refcounts say, qemu asks for the holes of
 * the file, which Node cannot. A file without holes has the same answer for both.
 */
function fillHoles(path: string): void {
  writeFileSync(path, readFileSync(path))
}

async function ours(...args: readonly string[]): Promise<unknown> {
  const command = ['measure', '--output', 'json', ...args]
  const { status, stdout, stderr } = await commandHere(command)
  expect(status, stderr).toBe(0)
  return JSON.parse(stdout)
}

function theirs(...args: readonly string[]): unknown {
  return JSON.parse(qemuImg(folder, 'measure', '--output=json', ...args))
}

const TARGETS = [
  ['-O', 'raw'],
  ['-O', 'qcow2'],
  ['-O', 'qcow2', '-o', 'cluster_size=512,refcount_bits=64'],
  ['-O', 'qcow2', '-o', 'cluster_size=2M,extended_l2=on'],
  ['-O', 'qcow2', '-o', 'cluster_size=4k,refcount_bits=1'],
  ['-O', 'qcow2', '-o', 'compat=0.10'],
  ['-O', 'qcow2', '-o', 'preallocation=full'],
  ['-O', 'qcow2', '-o', 'preallocation=metadata,lazy_refcounts=on', '-o', 'compression_type=zstd'],
  ['-O', 'qcow2', '-o', 'backing_file=base.qcow2,backing_fmt=qcow2'],
] as const

/** As they are written by hand, and in ways that look like it. */
const SIZES = [
  ...['1.5', '1.5k', '1.k', '.5k', '0x10k', '0X1E', '0x1.8', '1e3', '1.0000001k', '1.5b', '+1k'],
  ...[' 1k', '1kb', '1KiB', '1 k', '010k', '1.3K', '1.9999999M', '-1', '', '1B', '1.0b', '0.1T'],
  ...['1.2345678901234P', '5,5k', '0x', '0.0000001P', '.k', '1..5k', '1k5', '9007199254740991'],
]

/** Its library fails at times to find out how fast the machine is. */
function withKey(target: readonly string[]): unknown {
  const key = ['--object', 'secret,id=key,data=abc']
  const [options = ''] = target.slice(-1)
  const more = `${options},encrypt.key-secret=key,encrypt.iter-time=10`
  const args = ['measure', '--output=json', ...key, ...target.slice(0, -1), more]
  for (;;) {
    const { status, stdout, stderr } = runQemuImg(folder, args)
    if (status === 0) return JSON.parse(stdout)
    if (!stderr.includes('accurate CPU usage')) throw new Error(stderr)
  }
}

describe('the size of a disk as another image is what qemu-img measures', () => {
  test.each(matrix)('$title', async ({ files }) => {
    const [active] = files
    const path = active?.path ?? ''
    for (const target of TARGETS) {
      expect(await ours(...target, path), target.join(' ')).toEqual(theirs(...target, path))
    }
  })

  test.each(['0', '1', '1000', '64k', '10G', '1T', '63T', '1P'])(
    'an empty disk of %s',
    async (size) => {
      for (const target of [TARGETS[0], TARGETS[1], TARGETS[6], TARGETS[8]]) {
        expect(await ours(...target, '--size', size)).toEqual(theirs(...target, '--size', size))
      }
      const small = ['-O', 'qcow2', '-o', 'cluster_size=16k,extended_l2=on', '--size', size]
      const { status } = runQemuImg(folder, ['measure', ...small])
      expect(cli.run(['measure', ...small]).status).toBe(status)
      if (status === 0) expect(await ours(...small)).toEqual(theirs(...small))
    },
  )

  test('bitmaps, also one that was not saved', async () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'bitmaps.qcow2', '3G')
    qemuImg(folder, 'bitmap', '--add', '-g', '512', 'bitmaps.qcow2', 'fine')
    qemuImg(folder, 'bitmap', '--add', 'bitmaps.qcow2', 'gr\u00f6ber')
    qemuIo(at('bitmaps.qcow2'), ['write 1M 3M'])
    for (const target of TARGETS) {
      expect(await ours(...target, at('bitmaps.qcow2'))).toEqual(
        theirs(...target, at('bitmaps.qcow2')),
      )
    }
    const bytes = readFileSync(at('bitmaps.qcow2'))
    const entry = bytes.indexOf(Buffer.from('2385287500000018', 'hex'))
    const directory = Number(bytes.readBigUInt64BE(entry + 24))
    bytes.writeUInt8((bytes[directory + 15] ?? 0) | 1, directory + 15)
    writeFileSync(at('in-use.qcow2'), bytes)
    const target = ['-O', 'qcow2', at('in-use.qcow2')]
    expect(await ours(...target)).toEqual(theirs(...target))
  })

  test('the human form is byte for byte qemu-img’s', () => {
    for (const target of TARGETS) {
      const args = ['measure', ...target, 'bitmaps.qcow2']
      expect(cli.run(args, { cwd: folder }).stdout).toBe(qemuImg(folder, ...args))
    }
  })

  test('internal snapshots', async () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'snapshots.qcow2', '6M')
    for (const [index, offset] of ['0', '2M', '5M'].entries()) {
      qemuIo(at('snapshots.qcow2'), [`write -P 3 ${offset} 300k`])
      qemuImg(folder, 'snapshot', '-c', `snapshot ${index}`, 'snapshots.qcow2')
    }
    fillHoles(at('snapshots.qcow2'))
    for (const target of TARGETS) {
      for (const name of ['snapshot 0', 'snapshot 1', '3']) {
        const args = [...target, '-l', name, at('snapshots.qcow2')]
        expect(await ours(...args), args.join(' ')).toEqual(theirs(...args))
      }
    }
  })

  test.each([
    'cluster_size=1000',
    'cluster_size=4M',
    'refcount_bits=3',
    'compat=0.10,refcount_bits=8',
    'compat=v3',
    'compat=v2',
    'compat',
    'extended_l2=on,cluster_size=8k',
    'preallocation=some',
    'no_such_option=1',
  ])('options of which no image can be made are wrong usage: %s', (options) => {
    const args = ['measure', '-O', 'qcow2', '--size', '1G', '-o', options]
    expect(runQemuImg(folder, args).status).toBe(1)
    expect(cli.run(args).status).toBe(2)
  })

  test.each([
    'size=1G,data_file=x.dat,data_file_raw=on',
    'nocow=on,lazy_refcounts=off,extent_size_hint=1M',
    'extended_l2=yes,cluster_size=0x20000',
    'cluster_size=131072B,refcount_bits=010',
    'backing_file=a,,b.qcow2,backing_fmt=raw',
    'encryption=on',
    'encrypt.format=aes,encrypt.key-secret=key',
    'extended_l2',
    'extended_l2=on,compat=0.10',
  ])('every creation option is taken: %s', async (options) => {
    const target = ['-O', 'qcow2', '-o', options]
    for (const of of [['--size', '1.5G'], [at('snapshots.qcow2')]]) {
      expect(await ours(...target, ...of)).toEqual(theirs(...target, ...of))
    }
  })

  test.each(['size=1M', 'preallocation=full,nocow=on', 'extent_size_hint=1M'])(
    'those of a raw image too: %s',
    async (options) => {
      const target = ['-O', 'raw', '-o', options, '--size', '1G']
      expect(await ours(...target)).toEqual(theirs(...target))
    },
  )

  test.each([
    ['aes-128', 'cbc'],
    ['aes-192', 'xts'],
    ['aes-256', 'xts'],
    ['serpent-128', 'ecb'],
    ['twofish-256', 'ctr'],
    ['cast5-128', 'cbc'],
  ])('a LUKS header of %s in %s, for which we need no key', async (cipher, mode) => {
    const luks = `encrypt.format=luks,encrypt.cipher-alg=${cipher},encrypt.cipher-mode=${mode}`
    for (const more of ['cluster_size=512', 'cluster_size=2M']) {
      const target = ['-O', 'qcow2', '--size', '10M', '-o', `${luks},${more}`]
      expect(await ours(...target)).toEqual(withKey(target))
    }
  })

  test.each(SIZES)('the size %j', async (size) => {
    const target = ['-O', 'raw', '--size', size]
    const { status } = runQemuImg(folder, ['measure', ...target])
    expect((await commandHere(['measure', ...target])).status).toBe(status === 0 ? 0 : 2)
    if (status === 0) expect(await ours(...target)).toEqual(theirs(...target))
  })

  test('a disk too large for its clusters is refused', () => {
    const args = ['measure', '-O', 'qcow2', '-o', 'cluster_size=512', '--size', '100T']
    const theirs = runQemuImg(folder, args)
    const { status, stderr } = cli.run(args)
    expect([status, theirs.status]).toEqual([1, 1])
    expect(theirs.stderr).toContain(stderr.replace('cowscope: ', '').trim())
  })
})

describe('where qemu-img knows more, or says nothing', () => {
  test('it gives a snapshot the size of the disk today, not the size that the disk had then', async () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'resized.qcow2', '4M')
    qemuImg(folder, 'snapshot', '-c', 'small', 'resized.qcow2')
    qemuImg(folder, 'resize', '-q', 'resized.qcow2', '6M')
    const args = ['-O', 'raw', '-l', 'small', at('resized.qcow2')]
    expect(theirs(...args)).toEqual(theirs('-O', 'raw', '--size', '6M'))
    expect(await ours(...args)).toEqual(theirs('-O', 'raw', '--size', '4M'))
  })

  test('it finds holes in an image that looks preallocated: those it does not count', async () => {
    const [path, options] = [at('metadata.qcow2'), 'preallocation=metadata']
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, path, '4M')
    qemuIo(path, ['write -P 7 1M 512k'])
    const args = ['-O', 'qcow2', path]
    const all = (await ours(...args)) as { required: number }
    const known = theirs(...args) as { required: number }
    expect(all.required - known.required).toBe((4 << 20) - (512 << 10))
    fillHoles(path)
    expect(all).toEqual(theirs(...args))
  })

  test('it asks the file system for holes, and Node cannot: what it counts less is a hole', async () => {
    execFileSync('truncate', ['-s', '4M', at('sparse.raw')])
    execFileSync('dd', [
      'if=/dev/urandom',
      `of=${at('sparse.raw')}`,
      'bs=64k',
      'count=3',
      'conv=notrunc',
      'status=none',
    ])
    const args = ['-O', 'qcow2', at('sparse.raw')]
    const all = (await ours(...args)) as { required: number }
    const known = theirs(...args) as { required: number }
    expect(all.required - known.required).toBe((4 << 20) - 3 * 65_536)
    expect(await ours('--find-zeros', ...args)).toEqual(known)
  })

  test('of a disk of which a member is not here the size is told as the least that it can be, and the exit code says so', () => {
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', 'gone', '-F', 'raw', 'o.qcow2', '1M')
    expect(runQemuImg(folder, ['measure', '-O', 'qcow2', 'o.qcow2']).status).toBe(1)
    const { status, stdout, stderr } = cli.run(['measure', '-O', 'qcow2', 'o.qcow2'], {
      cwd: folder,
    })
    expect(status).toBe(1)
    expect(stdout).toContain('required size: >= 327680\n')
    expect(stderr).toContain('1.00 MiB of the disk show a member that is not here')
    const json = cli.run(['measure', '--output', 'json', '-O', 'qcow2', 'o.qcow2'], { cwd: folder })
    const known = { 'required-at-least': 327_680, 'fully-allocated': 1_376_256, bitmaps: 0 }
    expect(JSON.parse(json.stdout)).toEqual(known)
  })

  test('an encrypted disk is measured without its key', async () => {
    createEncrypted(folder, LUKS_IN_QCOW2, 'luks.qcow2')
    const path = `driver=qcow2,encrypt.key-secret=sec0,file.filename=${at('luks.qcow2')}`
    const open = ['--object', 'secret,id=sec0,data=passphrase', '--image-opts', path]
    expect(runQemuImg(folder, ['measure', '-O', 'qcow2', 'luks.qcow2']).status).toBe(1)
    expect(await ours('-O', 'qcow2', at('luks.qcow2'))).toEqual(theirs('-O', 'qcow2', ...open))
  })

  test('a LUKS volume is measured without its key', async () => {
    createEncrypted(folder, LUKS_VOLUME, 'v.luks')
    const path = `driver=luks,key-secret=sec0,file.filename=${at('v.luks')}`
    const open = ['--object', 'secret,id=sec0,data=passphrase', '--image-opts', path]
    for (const target of ['raw', 'qcow2']) {
      expect(await ours('-O', target, at('v.luks'))).toEqual(theirs('-O', target, ...open))
    }
  })
})
