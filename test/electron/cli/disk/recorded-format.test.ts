import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../../../electron/cli/exit-code.ts'
import { runQemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()

/** Each is recorded as a format that its base is not of. */
const WRONG = [
  ['base.raw', 'qcow2', 'raw'],
  ['base.qcow2', 'vmdk', 'qcow2'],
  ['base.qcow2', 'vpc', 'qcow2'],
  ['base.qcow2', 'qed', 'qcow2'],
] as const

function run(...args: readonly string[]) {
  return cli.run(args, { cwd: folder })
}

function made(...args: readonly string[]): void {
  const { status, stderr } = runQemuImg(folder, ['create', '-q', '-f', 'qcow2', ...args])
  if (status !== 0) throw new Error(stderr)
}

/** The name of an overlay whose base is recorded as `format`, which qemu-img does not check with `-u`. */
function overlay(base: string, format: string): string {
  made('-u', '-b', base, '-F', format, 'top.qcow2', '1M')
  return 'top.qcow2'
}

beforeAll(() => {
  writeFileSync(join(folder, 'base.raw'), Buffer.alloc(1 << 20, 7))
  made('base.qcow2', '1M')
}, 120_000)

describe('a base that is not of the format that its overlay records', () => {
  test.each(WRONG)('%s as %s is not read as another', (base, recorded, found) => {
    const name = overlay(base, recorded)
    expect(runQemuImg(folder, ['map', name]).status).toBe(1)
    const map = run('map', '--output', 'json', name)
    expect(map.status).toBe(EXIT.partial)
    expect(JSON.parse(map.stdout)).toMatchObject([{ depth: 1, length: 1 << 20, missing: true }])
    const why = `recorded as ${recorded}`
    expect(map.stderr).toContain(why)
    expect(map.stderr).toContain(`its content is ${found}: QEMU does not open it`)
    expect(run('read', name, '--length', '1')).toMatchObject({ status: EXIT.failed, stdout: '' })
    expect(run('export', name, '-o', 'out.raw').status).toBe(EXIT.failed)
    expect(existsSync(join(folder, 'out.raw'))).toBe(false)
    const info = run('info', '--backing-chain', name)
    expect(info.status).toBe(EXIT.partial)
    expect(info.stdout).toContain(`image: ${base}\nfile format: ${found}\n`)
    expect(info.stderr).toContain(why)
  })

  test('is read as it stands where it is recorded as raw, as qemu does', () => {
    const map = run('map', '--output', 'json', overlay('base.qcow2', 'raw'))
    expect(map.status).toBe(EXIT.done)
    expect(JSON.parse(map.stdout)[0]).toMatchObject({ depth: 1, data: true, offset: 0 })
    expect(runQemuImg(folder, ['map', 'top.qcow2']).status).toBe(0)
  })
})
