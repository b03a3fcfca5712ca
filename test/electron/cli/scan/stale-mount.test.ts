import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { runFailing } from '../../../helpers/programs/strace.ts'
import { cliOfTests } from '../built-cli.ts'

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
const root = temporaryFolder()
const disk = join(root, UUID, 'disk')
const cli = cliOfTests()

beforeAll(() => {
  mkdirSync(join(root, UUID))
  qemuImg(root, 'create', '-q', '-f', 'qcow2', disk, '64M')
  writeFileSync(join(root, UUID, 'console.log'), 'booted')
})

/** What the scan's report says of the disk, and of what could not be read. */
function reportOf(stdout: string) {
  const { instances, scan } = JSON.parse(stdout)
  return { virtual: instances[0].virtualBytes, errors: scan.errors }
}

describe('on a mount that goes away', () => {
  test.each(['EIO', 'ESTALE', 'ENOTCONN'])(
    'what was read is told where closing it ends with %s',
    (errno) => {
      const command = [cli.path, 'scan', '-f', 'json', root]
      const { status, stdout, stderr } = runFailing('close', errno, disk, command)
      expect([status, stderr]).toEqual([0, ''])
      expect(reportOf(stdout)).toEqual({ virtual: 2 ** 26, errors: [] })
    },
  )

  test.each(['ESTALE', 'EUCLEAN', 'ENOKEY'])(
    'a file that cannot be read is told with %s, which Node has no name for',
    (errno) => {
      const command = [cli.path, 'scan', '-f', 'json', root]
      const { status, stdout, stderr } = runFailing('openat', errno, disk, command)
      expect([status, stderr]).toEqual([1, expect.not.stringContaining('bug')])
      expect(reportOf(stdout).errors).toEqual([{ path: join(UUID, 'disk'), code: 'io', errno }])
    },
  )

  test('a folder that cannot be opened is told by one sentence', () => {
    const { status, stderr } = runFailing('statx', 'ESTALE', root, [cli.path, 'scan', root])
    expect([status, stderr]).toEqual([
      1,
      `cowscope: ${root}: the mount it is on is stale (ESTALE)\n`,
    ])
  })

  test('so is a report that does not get to the disk', () => {
    const target = join(temporaryFolder(), 'report')
    const command = [cli.path, 'scan', '-f', 'json', '-o', target, root]
    const { status, stderr } = runFailing('fsync', 'ESTALE', undefined, command)
    expect([status, stderr]).toEqual([
      1,
      `cowscope: ${target}: the mount it is on is stale (ESTALE)\n`,
    ])
  })
})
