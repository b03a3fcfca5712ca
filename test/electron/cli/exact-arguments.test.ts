import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { exactArguments } from '../../../electron/start/exact-arguments.ts'
import { nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { cliOfTests } from './built-cli.ts'

const folder = temporaryFolder()
/** Latin-1, as names from older systems are: no UTF-8. Node decodes all three in the same way. */
const NAMES = [
  ['\\344.qcow2', '2M', Buffer.from('\xe4.qcow2', 'latin1')],
  ['\\366.qcow2', '3M', Buffer.from('\xf6.qcow2', 'latin1')],
  ['\\357\\277\\275.qcow2', '4M', Buffer.from('\ufffd.qcow2')],
] as const
const MIB = 1024 ** 2
const cli = cliOfTests()

const at = (...names: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(
    [folder, ...names].flatMap((name) => [Buffer.from('/'), Buffer.from(name)]).slice(1),
  )

beforeAll(() => {
  mkdirSync(at(Buffer.from('d\xe4', 'latin1')))
  for (const [, size, name] of NAMES) {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'made', size)
    copyFileSync(join(folder, 'made'), at(name))
    copyFileSync(join(folder, 'made'), at(Buffer.from('d\xe4', 'latin1'), name))
  }
}, 120_000)

/** Runs the command line; in arguments `\344` is a byte, in octal: Node could not hand it on. */
function run(...args: readonly string[]) {
  const words = args.map((arg) => `"$(printf '%b' '${arg.replaceAll('\\', '\\0')}')"`)
  const script = `exec '${process.execPath}' '${cli.path}' ${words.join(' ')}`
  return spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })
}

describe('a name that is not UTF-8', () => {
  test.each(NAMES)(
    '%s is that of the file that is opened, not of one that looks alike',
    (name, size) => {
      const { status, stdout, stderr } = run('info', '--output', 'json', name)
      expect([status, stderr]).toEqual([0, ''])
      expect(JSON.parse(stdout)).toMatchObject({ 'virtual-size': Number.parseInt(size, 10) * MIB })
    },
  )

  test.each([
    ['info', '--backing-chain'],
    ['info', '--root', 'd\\344'],
    ['map'],
    ['check'],
    ['measure'],
    ['detect'],
    ['read', '--length', '1'],
    ['scan'],
    ['plan'],
  ])('%s %s %s opens it too', (...args) => {
    const { status, stderr } = run(...args, '\\366.qcow2')
    expect([status, stderr]).toEqual([0, ''])
  })

  test('of a folder is scanned, and is in the report byte for byte', () => {
    const { status, stdout } = run('scan', '-f', 'json', 'd\\344')
    const { scan, images } = nodeReportSchema.parse(JSON.parse(stdout))
    expect(status).toBe(0)
    expect(scan.roots).toEqual([`${folder}/d\udce4`])
    expect(images.map(({ virtualBytes }) => virtualBytes)).toEqual([2 * MIB, 3 * MIB, 4 * MIB])
  })

  test('is escaped where it is shown', () => {
    expect(run('info', '\\344.qcow2').stdout).toContain('image: \\xe4.qcow2\n')
    expect(run('info', 'gone\\377').stderr).toBe(
      'cowscope: gone\\xff: it does not exist (ENOENT)\n',
    )
  })

  test('is written to where it is named for output, and never over what is read', () => {
    expect(run('export', '\\344.qcow2', '-o', 'raw\\377').status).toBe(0)
    expect(readFileSync(at(Buffer.from('raw\xff', 'latin1'))).length).toBe(2 * MIB)
    expect(run('scan', '\\344.qcow2', '-o', 'report\\377').status).toBe(0)
    expect(existsSync(at(Buffer.from('report\xff', 'latin1')))).toBe(true)
    const over = run('export', '\\344.qcow2', '-o', '\\344.qcow2')
    expect([over.status, over.stderr]).toEqual([
      1,
      expect.stringContaining('nothing is ever written'),
    ])
  })
})

test('arguments that are others than those of the process stay as they are', () => {
  expect(exactArguments(['a\ufffd'])).toEqual(['a\ufffd'])
})
