import { closeSync, copyFileSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_VOLUME } from '../../../helpers/images/encrypted-images.ts'
import { readHead } from '../../../helpers/images/qcow2-head.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const KiB = 1024
const MiB = KiB * KiB
/** What one L2 table maps. */
const TABLE = 512 * MiB
const cli = cliOfTests()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'whole.qcow2', '2G')
  qemuIo(join(folder, 'whole.qcow2'), ['write -P 7 0 2M', 'write -P 9 1600M 1M'])
  copyFileSync(join(folder, 'whole.qcow2'), join(folder, 'damaged.qcow2'))
  // The second entry of its L1 table, which names no table, has an offset between clusters.
  patch('damaged.qcow2', l1Offset('damaged.qcow2') + 8, Buffer.from('0000000000000200', 'hex'))
  qemuImg(folder, 'convert', '-c', '-O', 'qcow2', 'whole.qcow2', 'packed.qcow2')
  // Of its first compressed cluster; the others are equal, and lie behind it.
  patch('packed.qcow2', firstData('packed.qcow2') + 2, Buffer.alloc(8, 0xee))
}, 120_000)

function l1Offset(name: string): number {
  return Number(readHead(join(folder, name)).readBigUInt64BE(40))
}

/** Where its first cluster lies, a compressed one: clusters of 64 KiB have their length from bit 54 on. */
function firstData(name: string): number {
  const bytes = readFileSync(join(folder, name))
  const l2 = Number(bytes.readBigUInt64BE(l1Offset(name)) & 0xff_ffff_ffff_fe00n)
  return Number(bytes.readBigUInt64BE(l2) & ((1n << 54n) - 1n))
}

function patch(name: string, offset: number, bytes: Buffer): void {
  const file = openSync(join(folder, name), 'r+')
  writeSync(file, bytes, 0, bytes.length, offset)
  closeSync(file)
}

function exported(name: string, ...options: readonly string[]) {
  const output = `${name}.raw`
  const { status, stderr } = cli.run(['export', ...options, '-o', output, name], { cwd: folder })
  const lines = stderr.split('\n').filter((line) => line !== '')
  return { status, lines: lines.map((line) => line.replace('cowscope: ', '')), output }
}

function expectSame(ours: string, theirs: string): void {
  const compared = qemuImg(folder, 'compare', '-f', 'raw', '-F', 'raw', ours, theirs)
  expect(compared).toContain('identical')
}

describe('what is damaged', () => {
  test('ends an export, which says how to have the rest, and leaves no file', () => {
    const { status, lines, output } = exported('damaged.qcow2')
    expect(status).toBe(1)
    expect(lines).toEqual([
      `damaged.qcow2: L1 entry at offset ${formatOffset(l1Offset('damaged.qcow2') + 8)}: expected an offset aligned to clusters, found 0x200`,
      'damaged.qcow2: nothing was written; --salvage writes it with zeros in place of what cannot be read',
    ])
    expect(existsSync(join(folder, output))).toBe(false)
  })

  test('is zeros in a salvaged disk, the rest of which is as qemu-img has it', () => {
    const { status, lines, output } = exported('damaged.qcow2', '--salvage')
    expect(status).toBe(1)
    expect(lines).toEqual([
      `damaged.qcow2: zeros stand for ${TABLE} bytes from ${formatOffset(TABLE)} of the guest's disk: L1 entry at offset ${formatOffset(l1Offset('damaged.qcow2') + 8)}: expected an offset aligned to clusters, found 0x200`,
    ])
    // Of the damaged one qemu-img has a line for each sector that it cannot read.
    qemuImg(folder, 'convert', '-O', 'raw', 'whole.qcow2', 'theirs.raw')
    expectSame(output, 'theirs.raw')
  })

  test('is one cluster where one that is compressed cannot be unpacked, as qemu-img salvages it', () => {
    const { status, lines, output } = exported('packed.qcow2', '--salvage')
    expect(status).toBe(1)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(
      /^packed\.qcow2: zeros stand for 65536 bytes from 0x0 of the guest's disk: /,
    )
    qemuImg(folder, 'convert', '--salvage', '-O', 'raw', 'packed.qcow2', 'salvaged.raw')
    expectSame(output, 'salvaged.raw')
  })
})

test('what an overlay holds is salvaged where its base is lost, and the rest is said to be zeros', () => {
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'base.raw', '8M')
  qemuIo(join(folder, 'base.raw'), ['write -P 5 0 8M'], 'raw')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', 'overlay.qcow2')
  qemuIo(join(folder, 'overlay.qcow2'), ['write -P 9 1M 1M', 'write -P 9 4M 64k'])
  qemuImg(folder, 'rebase', '-u', '-b', 'gone.raw', '-F', 'raw', 'overlay.qcow2')
  const { status, lines, output } = exported('overlay.qcow2', '--salvage')
  expect(status).toBe(1)
  expect(lines.slice(0, 3)).toEqual(
    [
      `${MiB} bytes from 0x0`,
      `${2 * MiB} bytes from ${formatOffset(2 * MiB)}`,
      `${4 * MiB - 64 * KiB} bytes from ${formatOffset(4 * MiB + 64 * KiB)}`,
    ].map((where) => expect.stringContaining(`zeros stand for ${where} of the guest's disk: `)),
  )
  expect(lines[3]).toContain('gone.raw')
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'own.raw', '8M')
  qemuIo(join(folder, 'own.raw'), ['write -P 9 1M 1M', 'write -P 9 4M 64k'], 'raw')
  expectSame(output, 'own.raw')
})

test('of more stretches than ten the rest are counted, with all the bytes', () => {
  overlayOn(folder, 'gone.raw', 'many.qcow2', '8M')
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'gone.raw', '8M')
  const writes = Array.from({ length: 14 }, (_, at) => `write -P 5 ${at * 128}k 64k`)
  qemuIo(join(folder, 'many.qcow2'), writes)
  qemuImg(folder, 'rebase', '-u', '-b', 'nowhere.raw', '-F', 'raw', 'many.qcow2')
  const { lines } = exported('many.qcow2', '--salvage')
  expect(lines.filter((line) => line.includes('zeros stand for 65536 bytes'))).toHaveLength(10)
  const lost = 8 * MiB - 14 * 64 * KiB
  expect(lines[10]).toBe(`many.qcow2: zeros stand for 4 more stretches, for ${lost} bytes in all`)
})

test('what is encrypted is not damaged: it wants its key, and no zeros are written for it', () => {
  createEncrypted(folder, LUKS_VOLUME, 'volume.luks')
  for (const options of [[], ['--salvage']]) {
    const { status, lines, output } = exported('volume.luks', ...options)
    expect([status, lines]).toEqual([1, [expect.stringMatching(/^volume\.luks: .*encrypted/)]])
    expect(existsSync(join(folder, output))).toBe(false)
  }
})

describe('what fails below names the file of its layer', () => {
  const over = (base: string, format: string, size = '1M') => {
    const name = `over-${base}`
    overlayOn(folder, base, name, size, format)
    return { name, below: join(folder, base) }
  }

  test('whether it is read or exported, and damaged', () => {
    const { name, below } = over('packed.qcow2', 'qcow2')
    const read = cli.run(['read', '--length', '1', name], { cwd: folder })
    expect([read.status, read.stdout]).toEqual([1, ''])
    expect(read.stderr.startsWith(`cowscope: ${below}: `)).toBe(true)
    const [first = '', second] = exported(name).lines
    expect(first.startsWith(`${below}: `)).toBe(true)
    expect(second).toContain(`${name}: nothing was written; --salvage`)
    const zeros = `${name}: zeros stand for 65536 bytes from 0x0 of the guest's disk: ${below}: `
    expect(exported(name, '--salvage').lines[0]?.startsWith(zeros)).toBe(true)
  })

  test('or its tables are walked', () => {
    const { name, below } = over('damaged.qcow2', 'qcow2', '1G')
    const { status, stderr } = cli.run(['map', name], { cwd: folder })
    expect(status).toBe(1)
    expect(stderr).toContain(`cowscope: ${below}: L1 entry at offset `)
  })

  test('or encrypted', () => {
    createEncrypted(folder, LUKS_VOLUME, 'below.luks')
    const { name, below } = over('below.luks', 'luks')
    expect(exported(name).lines).toEqual([expect.stringMatching(/: The guest data is encrypted/)])
    const { stderr } = cli.run(['read', '--length', '1', name], { cwd: folder })
    expect(stderr.startsWith(`cowscope: ${below}: The guest data is encrypted`)).toBe(true)
  })
})

test('a whole disk is exported the same, and ends as done', () => {
  const { status, lines, output } = exported('whole.qcow2', '--salvage')
  expect([status, lines]).toEqual([0, []])
  qemuImg(folder, 'convert', '-O', 'raw', 'whole.qcow2', 'whole-theirs.raw')
  expectSame(output, 'whole-theirs.raw')
})
