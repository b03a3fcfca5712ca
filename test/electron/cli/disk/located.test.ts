import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const top = temporaryFolder()
const cli = cliOfTests()
const [FIRST, SECOND] = [1, 2].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`)
const DISK = `${FIRST}/disk`
const NAME = '/var/lib/nova/instances/_base/0123456789abcdef0123456789abcdef01234567'
/** The same disk over the base where it is now, as `qemu-img rebase -u` has it. */
const REBASED = 'rebased/disk'
const BASE = 'moved/base=1'
const LOCATE = ['--locate', `${NAME}=${BASE}`] as const

const at = (path: string): string => join(top, path)
const run = (...args: readonly string[]) => cli.run(args, { cwd: top })

function create(path: string, size: string, ...options: readonly string[]): void {
  mkdirSync(dirname(at(path)), { recursive: true })
  qemuImg(top, 'create', '-q', '-f', 'qcow2', ...options, path, size)
}

beforeAll(() => {
  create(BASE, '4M')
  qemuIo(at(BASE), ['write -P 5 0 1M', 'write -P 6 3M 64k'])
  create(DISK, '8M', '-b', at(BASE), '-F', 'qcow2')
  qemuIo(at(DISK), ['write -P 9 512k 1M', 'write -P 8 5M 64k'])
  mkdirSync(at('rebased'))
  cpSync(at(DISK), at(REBASED))
  qemuImg(top, 'rebase', '-u', '-b', NAME, '-F', 'qcow2', DISK)
}, 120_000)

describe('a file that --locate reads for a base that is not where its name leads', () => {
  test('is exported as qemu-img converts it after a rebase, and stderr says what was read for what', () => {
    qemuImg(top, 'convert', '-O', 'raw', REBASED, 'theirs.raw')
    const { status, stderr } = run('export', ...LOCATE, '-o', 'ours.raw', DISK)
    expect(status).toBe(0)
    expect(readFileSync(at('ours.raw')).equals(readFileSync(at('theirs.raw')))).toBe(true)
    expect(stderr).toContain(`${at(BASE)} is read for '${NAME}', as --locate says`)
    expect(stderr).toContain('(qcow2, virtual size 4.00 MiB (4194304 bytes))')
    expect(stderr).toContain('it may be another: its name is base=1, and 0123456789abcdef')
    expect(stderr.trimEnd()).not.toContain('\n')
  })

  test('is read, mapped, measured and shown as that disk is', () => {
    expect(run('read', ...LOCATE, '--length', '3', DISK).stdout).toBe('\u0005\u0005\u0005')
    expect(run('measure', ...LOCATE, '-O', 'qcow2', DISK).stdout).toBe(
      run('measure', '-O', 'qcow2', '--root', '.', REBASED).stdout,
    )
    const map = run('map', ...LOCATE, '--output', 'json', DISK).stdout
    expect(JSON.parse(map)).toMatchObject(
      JSON.parse(qemuImg(top, 'map', '--output', 'json', REBASED)),
    )
    const chain = run('info', ...LOCATE, '--backing-chain', '--output', 'json', DISK)
    expect([chain.status, JSON.parse(chain.stdout)]).toMatchObject([
      0,
      [{ 'full-backing-filename': at(BASE) }, { filename: at(BASE), 'virtual-size': 4194304 }],
    ])
    expect(chain.stderr).toContain(`is read for '${NAME}'`)
  })

  test('is asked for where a chain ends before it', () => {
    const { status, stderr } = run('export', '-o', 'none.raw', DISK)
    expect([status, stderr]).toEqual([1, expect.stringContaining(`; --locate ${NAME}=FILE reads`)])
    expect(existsSync(at('none.raw'))).toBe(false)
  })

  test('is never written over', () => {
    const before = readFileSync(at(BASE))
    expect(run('export', ...LOCATE, '-o', BASE, DISK).status).toBe(1)
    expect(readFileSync(at(BASE)).equals(before)).toBe(true)
  })

  test('may be an external data file, or an extent', () => {
    create('data/disk', '1M', '-o', `data_file=${at('data/raw')},data_file_raw=on`)
    qemuIo(at('data/disk'), ['write -P 7 0 64k'])
    cpSync(at('data/raw'), at('moved/raw'))
    const place = at('elsewhere-data')
    mkdirSync(place)
    cpSync(at('data/disk'), join(place, 'disk'))
    const { status, stdout, stderr } = run(
      ...['read', '--length', '1', '--locate', `${at('data/raw')}=moved/raw`],
      join(place, 'disk'),
    )
    expect([status, stdout]).toEqual([0, '\u0007'])
    expect(stderr).toContain(`${at('moved/raw')} is read for '${at('data/raw')}'`)
    qemuImg(top, 'create', '-q', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', 'flat.vmdk', '1M')
    mkdirSync(at('lone'))
    cpSync(at('flat.vmdk'), at('lone/flat.vmdk'))
    qemuIo(at('flat.vmdk'), ['write -P 4 0 64k'], 'vmdk')
    const extent = ['--locate', 'flat-flat.vmdk=flat-flat.vmdk'] as const
    const read = run('read', ...extent, '--length', '1', 'lone/flat.vmdk')
    expect([read.status, read.stdout]).toEqual([0, '\u0004'])
    expect(run('info', ...extent, 'lone/flat.vmdk')).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('what a located file may be', () => {
  test('it is of the format that is recorded, or is not read', () => {
    writeFileSync(at('moved/raw-base'), Buffer.alloc(1 << 20, 1))
    const { status, stdout, stderr } = run('read', '--locate', `${NAME}=moved/raw-base`, DISK)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('is recorded as qcow2')
  })

  test('it is none of the host’s own files', () => {
    create('raw/disk', '1M', '-u', '-b', NAME, '-F', 'raw')
    const { status, stdout, stderr } = run('read', '--locate', `${NAME}=/etc/passwd`, 'raw/disk')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain("found at /etc/passwd, is one of the host's own files")
  })

  test('of another instance it is read, for that is what was asked, and whose data it shows is said', () => {
    mkdirSync(at(SECOND ?? ''))
    cpSync(at(BASE), at(`${SECOND}/disk`))
    const { status, stdout, stderr } = run(
      ...['read', '--length', '1', '--locate', `${NAME}=${SECOND}/disk`, DISK],
    )
    expect([status, stdout]).toEqual([0, '\u0005'])
    expect(stderr).toContain(`${SECOND}/disk, in the folder of another instance`)
  })

  test('below --root a symlink leads where it does on the node', () => {
    mkdirSync(at('node/srv'), { recursive: true })
    cpSync(at(BASE), at('node/srv/base'))
    symlinkSync('/srv/base', at('node/link'))
    const asked = ['--root', 'node', '--locate', `${NAME}=node/link`] as const
    expect(run('read', ...asked, '--length', '1', DISK)).toMatchObject({ stdout: '\u0005' })
  })
})

test.each([
  ['a name that nothing records', 'other=moved/base=1', 1, `(recorded: '${NAME}')`],
  ['no pair', 'moved/base', 2, '--locate wants NAME=FILE, not moved/base'],
  ['no file', `${NAME}=`, 2, '--locate wants NAME=FILE'],
  ['a file that is not there', `${NAME}=gone`, 1, '--locate gone: it does not exist (ENOENT)'],
  ['a folder', `${NAME}=moved`, 1, '--locate moved: it is a folder, not an image'],
])('--locate with %s is one sentence, and nothing is read', (_, pair, code, sentence) => {
  const { status, stdout, stderr } = run('read', '--locate', pair, DISK)
  expect([status, stdout]).toEqual([code, ''])
  expect(stderr).toContain(sentence)
  expect(run('info', '--locate', pair, DISK)).toMatchObject({
    status: code,
    stderr: expect.stringContaining(sentence),
  })
})
