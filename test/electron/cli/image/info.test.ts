import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  overlayOn,
  qemuImg,
  qemuInfoJson,
  runQemuImg,
  temporaryFolder,
} from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()

beforeAll(() => {
  mkdirSync(join(folder, 'd'))
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'base.raw', '1M')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', 'mid.qcow2')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', 'mid.qcow2', '-F', 'qcow2', 'top.qcow2')
  overlayOn(folder, 'gone', 'lost.qcow2')
  execFileSync('mkfifo', [join(folder, 'fifo')])
  writeFileSync(join(folder, 'empty'), '')
  writeFileSync(join(folder, 'version4'), Buffer.from('514649fb00000004', 'hex'))
}, 120_000)

function info(...args: readonly string[]) {
  return cli.run(['info', ...args], { cwd: folder })
}

describe('info says what qemu-img says', () => {
  test.each(['top.qcow2', './top.qcow2', 'base.raw', 'lost.qcow2', 'empty'])('%s', (name) => {
    expect(info(name).stdout).toBe(qemuImg(folder, 'info', '-U', name))
    const { status, stdout } = info('--output', 'json', name)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual(qemuInfoJson(folder, name))
  })

  test.each([
    ['several kinds', 'RW 2048 SPARSE "mixed-s001.vmdk"\nRW 2048 FLAT "flat" 0\n'],
    ['one kind', 'RW 2048 FLAT "flat" 0\nRW 100 FLAT "flat-2" 0\n'],
  ])('a disk whose extents are of %s', (_, extents) => {
    const sparse = 'subformat=twoGbMaxExtentSparse'
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', '-o', sparse, 'mixed.vmdk', '1M')
    for (const name of ['flat', 'flat-2']) writeFileSync(join(folder, name), Buffer.alloc(2 ** 20))
    const head = 'version=1\nCID=1\nparentCID=ffffffff\ncreateType="twoGbMaxExtentFlat"\n'
    writeFileSync(join(folder, 'mixed.vmdk'), `${head}${extents}`)
    expect(info('mixed.vmdk').stdout).toBe(qemuImg(folder, 'info', '-U', 'mixed.vmdk'))
    const { stdout } = info('--output', 'json', 'mixed.vmdk')
    expect(JSON.parse(stdout)).toEqual(qemuInfoJson(folder, 'mixed.vmdk'))
  })

  test('a whole chain, in both forms', () => {
    const { status, stdout } = info('--backing-chain', 'top.qcow2')
    expect(status).toBe(0)
    expect(stdout).toBe(qemuImg(folder, 'info', '-U', '--backing-chain', 'top.qcow2'))
    const json = info('--backing-chain', '--output=json', 'top.qcow2').stdout
    const chain = ['info', '-U', '--backing-chain', '--output=json', 'top.qcow2']
    expect(JSON.parse(json)).toEqual(JSON.parse(qemuImg(folder, ...chain)))
  })
})

describe('info of a VMDK without one of its extents ends as qemu-img does, with what the descriptor says', () => {
  test.each([
    ['twoGbMaxExtentSparse', 's001', undefined, 'is not here'],
    ['twoGbMaxExtentSparse', 's001', 'no VMDK', 'is recorded as SPARSE and has no such header'],
    ['monolithicFlat', 'flat', undefined, 'is not here'],
    ['monolithicFlat', 'flat', 'shorter', undefined],
  ])('%s, %s: %s', (subformat, part, content, why) => {
    const vmdk = ['create', '-q', '-f', 'vmdk', '-o', `subformat=${subformat}`, 'parts.vmdk', '1M']
    qemuImg(folder, ...vmdk)
    const extent = `parts-${part}.vmdk`
    rmSync(join(folder, extent))
    if (content !== undefined) writeFileSync(join(folder, extent), content)
    const theirs = runQemuImg(folder, ['info', 'parts.vmdk']).status
    expect(theirs).toBe(why === undefined ? 0 : 1)
    for (const more of [[], ['--backing-chain'], ['--root', '.']]) {
      const { status, stdout, stderr } = info(...more, 'parts.vmdk')
      expect([more, status, stderr.includes(why ?? '')]).toEqual([more, theirs, true])
      expect(stdout).toContain(`create type: ${subformat}`)
      if (why !== undefined) expect(stderr).toContain(`parts.vmdk: the extent '${extent}' ${why}`)
    }
  })
})

test('info reads no tables: of blocks that were cut off only detect and check tell', () => {
  writeFileSync(join(folder, 'random'), Buffer.alloc(8 << 20, 7))
  for (const format of ['vpc', 'vhdx']) {
    qemuImg(folder, 'convert', '-f', 'raw', '-O', format, 'random', 'cut')
    truncateSync(join(folder, 'cut'), format === 'vpc' ? 4 << 20 : 9 << 20)
    expect(runQemuImg(folder, ['info', 'cut']).status).toBe(1)
    expect(info('cut').status).toBe(0)
    expect(cli.run(['detect', 'cut'], { cwd: folder }).stdout).toContain('unsafe')
  }
})

describe('info on what is not whole', () => {
  test('shows the layers that are there and names the one that is not', () => {
    const { status, stdout, stderr } = info('--backing-chain', 'lost.qcow2')
    expect(status).toBe(1)
    expect(stdout).toContain('image: lost.qcow2\n')
    const tried = join(folder, 'gone')
    expect(stderr).toBe(
      `cowscope: could not open backing file 'gone': not found (tried ${tried}) (--locate gone=FILE reads FILE for it)\n`,
    )
  })

  test('opens nothing outside the folder of the file, unless --root allows it', () => {
    overlayOn(folder, join(folder, 'base.raw'), 'd/over.qcow2')
    const denied = info('--backing-chain', 'd/over.qcow2')
    expect(denied.status).toBe(1)
    expect(denied.stderr).toMatch(/lies outside of the opened folders/)
    const allowed = info('--backing-chain', '--root', '/', 'd/over.qcow2')
    expect([allowed.status, allowed.stderr]).toEqual([0, ''])
    expect(allowed.stdout).toBe(qemuImg(folder, 'info', '-U', '--backing-chain', 'd/over.qcow2'))
  })

  test.each([
    ['nowhere', 'nowhere: it does not exist (ENOENT)'],
    ['fifo', 'fifo: it is a FIFO, which is never opened'],
    ['d', 'd: it is a folder, not an image'],
  ])('%s is one sentence and 1', (name, sentence) => {
    expect(info(name)).toEqual({ status: 1, stdout: '', stderr: `cowscope: ${sentence}\n` })
  })

  test('a header that qemu refuses is one sentence and 1', () => {
    const { status, stdout, stderr } = info('version4')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^cowscope: version4: .+\n$/)
  })

  test('one bad file does not stop the others', () => {
    const { status, stdout } = info('--output=json', 'nowhere', 'base.raw', 'top.qcow2')
    expect(status).toBe(1)
    const names = (JSON.parse(stdout) as readonly { filename: string }[]).map((one) => one.filename)
    expect(names).toEqual(['base.raw', 'top.qcow2'])
  })
})
