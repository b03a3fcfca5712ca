import { execFileSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BuiltCli, buildCli } from '../electron/cli/built-cli.ts'
import { qemuIo } from '../helpers/disk-images.ts'
import { qemuImg, temporaryFolder } from '../helpers/qemu-img.ts'

const folder = temporaryFolder()
let cli: BuiltCli

interface Measured {
  readonly required: number
}

interface Mapped {
  readonly start: number
  readonly length: number
  readonly zero: boolean
}

beforeAll(async () => {
  cli = await buildCli()
}, 120_000)

describe('holes of a static VDI, which maps all of its disk', () => {
  const run = (...args: readonly string[]) => cli.run([...args, 'disk'], { cwd: folder })

  beforeAll(() => {
    qemuImg(folder, 'create', '-q', '-f', 'vdi', '-o', 'static=on', 'disk', '64M')
    qemuIo(join(folder, 'disk'), ['write -P 7 1M 1M', 'write -P 8 40M 64k'], 'vdi')
    execFileSync('cp', ['--sparse=always', 'disk', 'copy'], { cwd: folder })
    renameSync(join(folder, 'copy'), join(folder, 'disk'))
  })

  test('were not looked for, which is said', () => {
    for (const command of [['map'], ['measure', '-O', 'qcow2']]) {
      const { status, stderr } = run(...command)
      expect(status).toBe(0)
      expect(stderr).toMatch(/disk: its holes were not looked for.*--find-zeros/)
    }
  })

  test('are found by reading, where qemu-img asks the file system', () => {
    const measured = run('measure', '--find-zeros', '-O', 'qcow2', '--output', 'json')
    const theirs = ['measure', '-O', 'qcow2', '--output=json', '-f', 'vdi', 'disk']
    const { required } = JSON.parse(measured.stdout) as Measured
    // Blocks of zeros that the file system has are no holes to it.
    const most = (JSON.parse(qemuImg(folder, ...theirs)) as Measured).required
    expect(required).toBeLessThanOrEqual(most)
    expect(most - required).toBeLessThanOrEqual(2 * 65_536)
    const mapped = run('map', '--find-zeros', '--output', 'json')
    expect([measured.stderr, mapped.stderr]).toEqual(['', ''])
    const zeros = (text: string) => {
      const entries = JSON.parse(text) as readonly Mapped[]
      return entries.reduce((sum, { zero, length }) => sum + (zero ? length : 0), 0)
    }
    const map = qemuImg(folder, 'map', '--output=json', '-f', 'vdi', 'disk')
    expect(zeros(mapped.stdout)).toBeGreaterThanOrEqual(zeros(map))
    expect(zeros(map)).toBeGreaterThan(60 << 20)
  })
})
