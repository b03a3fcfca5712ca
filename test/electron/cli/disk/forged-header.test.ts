import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { INSTANCES } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const node = temporaryFolder()
const results = temporaryFolder()
const cli = cliOfTests()
const BASE = '0123456789abcdef0123456789abcdef01234567'
const SECRET = 'root:$6$of-the-node:19000::::::\n'

/** Disks of instances, by what their headers name; `declared` by their disk.info. */
const FORGED = {
  shadow: '/etc/shadow',
  dotted: '/var/../etc/./shadow',
  file: 'file:///etc/shadow',
  relative: '../../../../../etc/shadow',
  linked: `/${INSTANCES}/_base/link`,
  home: '/root/.ssh/id_rsa',
} as const

const uuidOf = (name: string): string => {
  const hex = Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)
  return `aaaaaaaa-0000-4000-8000-${hex}`
}
const diskOf = (name: string): string => join(node, INSTANCES, uuidOf(name), 'disk')
const run = (...args: readonly string[]) => cli.run(args, { cwd: results })

function disk(name: string, options: readonly string[], declared: string): string {
  const path = diskOf(name)
  mkdirSync(join(path, '..'))
  qemuImg(node, 'create', '-q', '-f', 'qcow2', ...options, path, '1M')
  const known = { [`/${INSTANCES}/${uuidOf(name)}/disk`]: declared }
  writeFileSync(join(path, '../disk.info'), JSON.stringify(known))
  return path
}

beforeAll(() => {
  mkdirSync(join(node, INSTANCES, '_base'), { recursive: true })
  for (const folder of ['etc/nova', 'root/.ssh']) mkdirSync(join(node, folder), { recursive: true })
  writeFileSync(join(node, 'etc/shadow'), SECRET)
  writeFileSync(join(node, 'root/.ssh/id_rsa'), SECRET)
  writeFileSync(join(node, INSTANCES, '_base', BASE), Buffer.alloc(1 << 20, 5))
  symlinkSync('/etc/shadow', join(node, INSTANCES, '_base/link'))
  for (const [name, backing] of Object.entries(FORGED)) {
    disk(name, ['-u', '-b', backing, '-F', 'raw'], 'qcow2')
  }
  const onBase = ['-u', '-b', `/${INSTANCES}/_base/${BASE}`, '-F', 'raw']
  qemuIo(disk('whole', ['-u'], 'qcow2'), ['write -P 9 0 64k'])
  qemuImg(node, 'rebase', '-u', '-f', 'qcow2', ...onBase.slice(1), diskOf('whole'))
  truncateSync(disk('declared', ['-u', '-b', '/etc/shadow', '-F', 'raw'], 'raw'), 1 << 20)
  truncateSync(disk('other', onBase, 'raw'), 1 << 20)
  truncateSync(disk('alone', [], 'raw'), 1 << 20)
}, 120_000)

describe.each(Object.keys(FORGED))('a header that leads to a file of the host (%s)', (name) => {
  test.each(['read', 'export'])('has nothing of it read by %s', (command) => {
    const output = join(results, `${name}.raw`)
    const args = command === 'export' ? ['-o', output] : []
    const { status, stdout, stderr } = run(command, '--root', node, ...args, diskOf(name))
    expect([status, stdout]).toEqual([1, ''])
    expect(existsSync(output)).toBe(false)
    expect(stderr).toMatch(
      /is one of the host's own files and is not read.*CVE-2024-32498.*--format raw/,
    )
    expect(stderr.trimEnd()).not.toContain('\n')
  })

  test('has it mapped as missing, with the sentence', () => {
    const { status, stdout, stderr } = run('map', '--output', 'json', '--root', node, diskOf(name))
    expect([status, JSON.parse(stdout)]).toMatchObject([1, [{ depth: 1, present: false }]])
    expect(stderr).toContain("one of the host's own files")
  })

  test('is shown by info as qemu-img does, and nothing below it is opened', () => {
    const log = join(results, `${name}.strace`)
    const { status, stdout, stderr } = traced(log, [
      'info',
      '--backing-chain',
      '--root',
      node,
      diskOf(name),
    ])
    expect(status).toBe(1)
    expect(stdout).toContain('backing file: ')
    expect(stdout.match(/^image: /gm)).toHaveLength(1)
    expect(stderr).toContain("one of the host's own files")
    expect(stderr).not.toContain('--format')
    expect(readFileSync(log, 'utf8')).not.toMatch(/open(at)?\(.*(shadow|id_rsa)"/)
  })
})

/** The command line under strace, which writes what it opens into `log`. */
function traced(log: string, args: readonly string[]) {
  const options = ['-f', '-qq', '-e', 'trace=open,openat', '-o', log]
  return spawnSync('strace', [...options, process.execPath, cli.path, ...args], {
    encoding: 'utf8',
  })
}

test('a data file that is the host’s own is not read either', () => {
  const inImage = 'XetcXshadow'
  const path = disk('data', ['-o', `data_file=${inImage},data_file_raw=on`], 'qcow2')
  const bytes = readFileSync(path)
  bytes.write('/etc/shadow', bytes.indexOf(inImage))
  writeFileSync(path, bytes)
  const { status, stdout, stderr } = run('read', '--root', node, '--length', '16', path)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain("the external data file '/etc/shadow'")
  expect(stderr).toContain("one of the host's own files and is not read")
})

describe('a disk that disk.info declares raw', () => {
  const OWNER = 'disk.info beside it declares it raw: its qcow2 header is data of its guest'
  const BYTES = ['read', 'export', 'map', 'measure'] as const
  const argsOf = { read: [], export: ['-o', 'raw'], map: [], measure: ['-O', 'qcow2'] } as const

  test.each(BYTES)('has nothing read by %s that its header names', (command) => {
    for (const name of ['declared', 'other']) {
      const asked = [command, ...argsOf[command], '--root', node, diskOf(name)]
      const { status, stdout, stderr } = run(...asked)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toContain(OWNER)
      expect(stderr).toContain('--format raw reads the file as it stands')
    }
    expect(existsSync(join(results, 'raw'))).toBe(false)
  })

  test.each(BYTES)('is read as its guest has it by %s --format raw', (command) => {
    const asked = [command, ...argsOf[command], '-f', 'raw', '--root', node, diskOf('declared')]
    const { status, stderr } = run(...asked)
    expect([status, stderr.replace(/.*its holes were not looked for.*\n/, '')]).toEqual([0, ''])
  })

  test('is exported to the byte as qemu-img -f raw converts it', () => {
    const path = diskOf('declared')
    expect(run('export', '--format', 'raw', '-o', 'ours.raw', path).status).toBe(0)
    qemuImg(results, 'convert', '-f', 'raw', '-O', 'raw', path, 'theirs.raw')
    const [ours, theirs] = ['ours', 'theirs'].map((one) =>
      readFileSync(join(results, `${one}.raw`)),
    )
    expect(theirs && ours?.equals(theirs)).toBe(true)
    expect(ours?.equals(readFileSync(path))).toBe(true)
  })

  test('is read by its header where somebody says that it is one, but for the host’s own', () => {
    const read = (name: string) =>
      run('read', '-f', 'qcow2', '--length', '4', '--root', node, diskOf(name))
    expect(read('other')).toMatchObject({ status: 0, stdout: '\u0005'.repeat(4), stderr: '' })
    expect(read('declared')).toMatchObject({ status: 1, stdout: '' })
    const other = run('read', '-f', 'vmdk', diskOf('other'))
    expect([other.status, other.stderr]).toEqual([
      1,
      `cowscope: ${diskOf('other')}: it is no vmdk image; its content is qcow2\n`,
    ])
  })

  test.each(['info', 'info --backing-chain', 'check', 'map'])(
    'has it said by %s, where its header names nothing',
    (command) => {
      const { status, stderr } = run(...command.split(' '), diskOf('alone'))
      expect(status).toBe(0)
      expect(stderr).toContain(OWNER)
    },
  )
})

test('an instance’s disk on its base is read as ever', () => {
  const { status, stderr } = run('export', '--root', node, '-o', 'whole.raw', diskOf('whole'))
  expect([status, stderr]).toEqual([0, ''])
  const whole = Buffer.alloc(1 << 20, 5).fill(9, 0, 64 << 10)
  expect(readFileSync(join(results, 'whole.raw')).equals(whole)).toBe(true)
})
