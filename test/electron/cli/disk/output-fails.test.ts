import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
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

test('an export is on the disk before it has the name of what it replaces', () => {
  const target = join(results, 'synced.raw')
  writeFileSync(target, 'what was there')
  const args = [cli.path, 'export', '-o', target, join(folder, 'disk.qcow2')]
  const { status, calls } = straceNode(args, ['fsync', 'fdatasync'])
  expect(status).toBe(0)
  const about = calls.filter((call) => call.includes(results))
  const at = (name: RegExp) => about.findIndex((call) => name.test(call))
  const [synced, renamed] = [at(/ f(data)?sync\(/), at(/ rename(at2?)?\(/)]
  expect(synced).toBeGreaterThan(about.findLastIndex((call) => / pwrite/.test(call)))
  expect(renamed).toBeGreaterThan(synced)
  rmSync(target)
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
