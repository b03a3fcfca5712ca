import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
const open: { end(): void }[] = []

beforeAll(async () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'base.qcow2', '8M')
  qemuIo(join(folder, 'base.qcow2'), ['write -P 3 0 1M'])
  const below = ['-b', 'base.qcow2', '-F', 'qcow2']
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...below, 'disk.qcow2')
  // A real QEMU, which keeps the disk open until its input ends: its base it opens for reading alone.
  const qemu = spawn('qemu-io', ['disk.qcow2'], { cwd: folder })
  open.push({ end: () => qemu.stdin.end() })
  qemu.stdin.write('read 0 512\n')
  await once(qemu.stdout, 'data')
}, 120_000)

afterAll(() => {
  for (const one of open) one.end()
})

function run(...args: readonly string[]) {
  return cli.run(args, { cwd: folder })
}

const SAID = `cowscope: disk.qcow2: QEMU has ${join(folder, 'disk.qcow2')} open for writing: what is read now is of no one moment, though nothing may change meanwhile\n`

describe('of an image that QEMU has open for writing', () => {
  test('an export says so, and ends as partial', () => {
    const { status, stderr } = run('export', '-o', join(folder, 'out.raw'), 'disk.qcow2')
    expect([status, stderr]).toEqual([1, SAID])
  })

  test('a check says so, and ends with 1, where qemu-img refuses it', () => {
    const { status, stderr, stdout } = run('check', 'disk.qcow2')
    expect([status, stderr]).toEqual([1, SAID])
    expect(stdout).toContain('No errors were found on the image.')
    expect(() => qemuImg(folder, 'check', 'disk.qcow2')).toThrow('Failed to get shared')
  })

  test.each(['map', 'measure'])('%s says so', (name) => {
    const options = name === 'measure' ? ['-O', 'raw'] : []
    const { status, stderr } = run(name, ...options, 'disk.qcow2')
    expect([status, stderr]).toEqual([0, SAID])
  })

  test('nothing is said of its base alone, which nobody writes', () => {
    const { status, stderr } = run('export', '-o', join(folder, 'base.raw'), 'base.qcow2')
    expect(status).toBe(0)
    expect(stderr).not.toContain('open for writing')
  })
})
