import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHECK_EXIT, EXIT } from '../../../../electron/cli/exit-code.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const elsewhere = temporaryFolder()
const PART = 'split-s001.vmdk'
const WHY =
  'no descriptor, as an extent of a larger disk has none: QEMU opens that by the file that names its extents, and not this one'
const cli = cliOfTests()

beforeAll(() => {
  const options = ['-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
  qemuImg(folder, 'create', '-q', ...options, 'split.vmdk', '3G')
  qemuIo(join(folder, 'split.vmdk'), ['write -P 3 1M 1M'], 'vmdk')
}, 120_000)

function run(...args: readonly string[]) {
  return cli.run(args, { cwd: folder })
}

describe('an extent of a split VMDK by itself, which qemu-img does not open', () => {
  test('is not clean to a check, which ends as that of qemu-img does', () => {
    const { status, stdout, stderr } = run('check', PART)
    expect(status).toBe(CHECK_EXIT.failed)
    expect(runQemuImg(folder, ['check', PART]).status).toBe(status)
    expect(stdout).toBe('\n1 internal errors have occurred during the check.\n')
    expect(stderr).toBe(
      `cowscope: ${PART}: It has ${WHY} (vmdk.descriptor at offset 0x200: expected a descriptor, found none)\n`,
    )
    const { stdout: json } = run('check', '--output', 'json', PART)
    expect(JSON.parse(json)).toMatchObject({ 'check-errors': 1 })
  })

  test('is shown without a create type, which nothing in it tells', () => {
    const { status, stdout, stderr } = run('info', PART)
    expect(runQemuImg(folder, ['info', PART]).status).toBe(EXIT.partial)
    expect(status).toBe(EXIT.partial)
    expect(stdout).toContain('file format: vmdk\n')
    expect(stdout).not.toMatch(/create type|cid/)
    expect(stderr).toBe(`cowscope: ${PART}: it has ${WHY}\n`)
    expect(run('info', '--backing-chain', PART).stderr).toBe(stderr)
  })

  test.each([
    ['export', '-o', join(elsewhere, 'part.raw')],
    ['map'],
    ['measure'],
    ['read', '--length', '512'],
  ])('is no whole disk to %s', (command, ...options) => {
    const { status, stderr } = run(command, PART, ...options)
    expect(status).toBe(EXIT.partial)
    expect(stderr).toContain(`${PART} has ${WHY}\n`)
  })

  test('is nothing unusual where its disk is opened', () => {
    for (const command of ['check', 'info', 'map']) {
      expect(run(command, 'split.vmdk')).toMatchObject({ status: 0, stderr: '' })
    }
  })
})
