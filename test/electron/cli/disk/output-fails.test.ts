import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { straceNode } from '../../../helpers/programs/strace.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const cli = cliOfTests()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'disk.qcow2', '64M')
  qemuIo(join(folder, 'disk.qcow2'), ['write -P 3 0 16M'])
}, 120_000)

/** A shell's line that runs the command line by its arguments. */
function shell(line: string, ...args: readonly string[]) {
  const command = ['-c', line, process.execPath, cli.path, ...args]
  return spawnSync('sh', command, { cwd: folder, encoding: 'utf8' })
}

test('an export that finds no room names the file that it writes, and leaves none', () => {
  // Blocks of 512 bytes: no file may be longer than 32 MiB, which is less than the disk.
  const line = 'ulimit -f 65536; trap "" XFSZ; exec "$0" "$@"'
  const target = join(results, 'disk.raw')
  const { status, stderr } = shell(line, 'export', '-o', target, 'disk.qcow2')
  expect([status, stderr]).toEqual([
    1,
    `cowscope: ${target}: the system reports an error (EFBIG)\n`,
  ])
  expect(readdirSync(results)).toEqual([])
})

/** What the command line does with its results, in turn: all writes to files as one, and not what it does besides. */
function stepsOf(...args: readonly string[]): readonly string[] {
  const { status, calls } = straceNode([cli.path, ...args], ['fsync', 'fdatasync'])
  expect(status).toBe(0)
  const names = calls
    .filter((call) => call.includes(results))
    .flatMap(
      (call) => / (?:p?(write)(?:v|64)?|f(?:data)?(sync)|(rename)(?:at2?)?)\(/.exec(call) ?? [],
    )
    .filter((name) => /^\w+$/.test(name ?? ''))
  return names.filter((name, at) => name !== names[at - 1])
}

describe('before it has its name', () => {
  const target = () => join(results, 'synced')
  const disk = join(folder, 'disk.qcow2')

  test('an export is on the disk where it takes the place of another file', () => {
    writeFileSync(target(), 'what was there')
    expect(stepsOf('export', '-o', target(), disk)).toEqual(['write', 'sync', 'rename'])
    rmSync(target())
  })

  test('a new raw disk is written', () => {
    expect(stepsOf('export', '-o', target(), disk)).toEqual(['write', 'rename'])
    rmSync(target())
  })

  test.each([
    ['report', ['scan', '-f', 'json']],
    ['plan', ['plan', '-f', 'script']],
  ])('a %s is on the disk, whether it is new or takes the place of another', (_, command) => {
    for (const _time of ['new', 'replaced']) {
      const steps = stepsOf(...command, '-o', target(), folder)
      expect(steps).toEqual(['write', 'sync', 'rename'])
    }
    rmSync(target())
  })
})

test.each(['read', 'map', 'info'])(
  '%s blames standard output for what it does not take',
  (name) => {
    const { status, stderr } = shell('exec "$0" "$@" > /dev/full', name, 'disk.qcow2')
    expect([status, stderr]).toEqual([
      1,
      'cowscope: standard output: there is no space left (ENOSPC)\n',
    ])
  },
)

test('what stderr does not take costs neither the result nor the exit code', () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'leaking.qcow2', '64M')
  writeFileSync(join(folder, 'leaking.qcow2'), Buffer.alloc(2 ** 17), { flag: 'a' })
  for (const [command, disk] of [
    ['check', 'leaking.qcow2'],
    ['map', 'disk.qcow2'],
    ['info', 'none.qcow2'],
  ] as const) {
    const told = shell('exec "$0" "$@"', command, disk)
    const full = shell('exec "$0" "$@" 2> /dev/full', command, disk)
    expect([full.status, full.stdout]).toEqual([told.status, told.stdout])
  }
})

test.each(['n'.repeat(255), '盘'.repeat(85)])('a name as long as any may be is written', (name) => {
  const target = join(results, name)
  expect(cli.run(['export', '-o', target, 'disk.qcow2'], { cwd: folder }).stderr).toBe('')
  const report = cli.run(['scan', '-f', 'json', '-o', target, folder])
  expect([report.status, report.stderr]).toEqual([0, ''])
  expect(JSON.parse(readFileSync(target, 'utf8'))).toHaveProperty('schemaVersion')
  expect(readdirSync(results)).toContain(name)
})

test.each([
  ['export', 'disk.qcow2'],
  ['scan', '.'],
])('%s takes - for no file', (command, input) => {
  const { status, stderr } = cli.run([command, '-o', '-', input], { cwd: folder })
  expect([status, stderr]).toEqual([
    1,
    'cowscope: -: standard output is no file; a report goes there without -o, and `read` writes a disk there. A file of that name is ./-\n',
  ])
  expect(existsSync(join(folder, '-'))).toBe(false)
})
