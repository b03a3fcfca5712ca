import {
  closeSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import type { Verdict } from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { VHDX_TABLE } from '../helpers/images/edited-vhdx.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const MIB = 2 ** 20
const PRESENT = 6

type Format = 'vpc' | 'vhdx'

/** The first block is the guest's; the second entry of the table is what a case makes of it. */
const sound: Record<Format, Buffer> = { vpc: Buffer.alloc(0), vhdx: Buffer.alloc(0) }

beforeAll(() => {
  for (const [format, options] of [
    ['vpc', ['-o', 'subformat=dynamic']],
    ['vhdx', ['-o', 'block_size=1M']],
  ] as const) {
    const path = join(folder, format)
    qemuImg('create', '-q', '-f', format, ...options, path, '64M')
    qemuIo(path, ['write -P 7 0 1M'], format)
    sound[format] = readFileSync(path)
  }
})

function withEntry(format: Format, value: number): Buffer {
  const bytes = Buffer.from(sound[format])
  if (format === 'vhdx') bytes.writeBigUInt64LE(BigInt(value), VHDX_TABLE + 8)
  else bytes.writeUInt32BE(value, Number(bytes.readBigUInt64BE(512 + 16)) + 4)
  return bytes
}

/** The same for every format: sectors in a VHD, bytes with a state in the lowest bits in a VHDX. */
const CASES: readonly (readonly [what: string, Format, value: (length: number) => number])[] = [
  ['a block that begins at the end', 'vpc', (length) => length / 512],
  ['a block of which a sector is missing', 'vpc', (length) => (length - 2 * MIB) / 512],
  ['a block over the header', 'vpc', () => 0],
  ['no block', 'vpc', () => 0xffffffff],
  ['a block that begins at the end', 'vhdx', (length) => length + PRESENT],
  ['a block over the table', 'vhdx', () => VHDX_TABLE + PRESENT],
  ['a block over the log', 'vhdx', () => MIB + PRESENT],
  ['a block that ends at the end', 'vhdx', (length) => length - MIB + PRESENT],
  ['a state that no block has', 'vhdx', () => 4],
  ['a block past the end that is not present', 'vhdx', (length) => length + 2],
]

describe('whether qemu opens a disk with', () => {
  test.each(CASES)('%s (%s)', (_, format, value) => {
    const bytes = withEntry(format, value(sound[format].length))
    const path = join(folder, `edited.${format}`)
    writeFileSync(path, bytes)
    const theirs = runQemuImg(folder, ['info', '-f', format, path])
    const verdict = imageVerdict(memorySource(bytes), { withTables: true, declaredFormat: format })
    const ours = tablesOf(verdict)
    expect(ours?.params['reason'] === 'refused', theirs.stderr).toBe(theirs.status !== 0)
    expect(ours?.state === 'fail').toBe(theirs.status !== 0)
    const nova = verdict.openstack.reasons.map(({ code }) => code)
    expect(nova.includes('nova-unreadable')).toBe(theirs.status !== 0)
  })
})

describe('a fixed VHDX that qemu makes, whose last block is not all in the file', () => {
  test.each([
    ['1M', '8M', 'opened'],
    ['3M', '2M', 'opened'],
    ['9M', '8M', 'opened'],
    ['33M', '16M', 'opened'],
    ['40000000', '1M', 'opened'],
    ['64M', '64M', 'opened'],
    // Behind the entry of a sector bitmap qemu no longer knows which block is the last.
    ['4097M', '256M', 'refused'],
  ])('of %s in blocks of %s is %s', (size, blocks, expected) => {
    const path = join(folder, 'fixed.vhdx')
    const options = `subformat=fixed,block_state_zero=off,block_size=${blocks}`
    qemuImg('create', '-q', '-f', 'vhdx', '-o', options, path, size)
    expect(opened(path)).toEqual({ qemu: expected, verdict: expected })
  })

  test.each([
    [511, 'opened'],
    [512, 'refused'],
  ])('cut by %i more bytes is %s', (cut, expected) => {
    const path = join(folder, 'fixed.vhdx')
    const options = 'subformat=fixed,block_state_zero=off,block_size=8M'
    qemuImg('create', '-q', '-f', 'vhdx', '-o', options, path, '9M')
    truncateSync(path, statSync(path).size - cut)
    expect(opened(path)).toEqual({ qemu: expected, verdict: expected })
  })
})

describe('a dynamic VHDX of more than one chunk', () => {
  test.each([
    ['whose bitmap is said to lie past the end', 16, 2 ** 40, 'refused'],
    ['whose bitmap is not there', 16, 0, 'opened'],
    ['whose last block lies past the end', 18, 2 ** 40, 'refused'],
  ])('%s', (_, entry, offset, expected) => {
    const path = join(folder, 'chunks.vhdx')
    qemuImg('create', '-q', '-f', 'vhdx', '-o', 'block_size=256M', path, '4500M')
    const word = Buffer.alloc(8)
    word.writeBigUInt64LE(BigInt(offset === 0 ? 0 : offset + PRESENT))
    const fd = openSync(path, 'r+')
    writeSync(fd, word, 0, 8, VHDX_TABLE + entry * 8)
    closeSync(fd)
    expect(opened(path)).toEqual({ qemu: expected, verdict: expected })
  })
})

function opened(path: string) {
  const qemu = runQemuImg(folder, ['info', '-f', 'vhdx', path]).status === 0
  const told = withFile(path, ({ source }) => tablesOf(imageVerdict(source, { withTables: true })))
  const verdict = told?.params['reason'] === 'refused' ? 'refused' : 'opened'
  return { qemu: qemu ? 'opened' : 'refused', verdict }
}

function tablesOf({ checks }: Verdict) {
  return checks.find(({ code }) => code === 'tables')
}

describe('a disk that qemu does not open for a block past the end', () => {
  test.each(['vpc', 'vhdx'] as const)('is opened here, and the rest of it read (%s)', (format) => {
    const end = sound[format].length
    const bytes = withEntry(format, format === 'vpc' ? end / 512 : end + PRESENT)
    const disk = openDisk(openLayer(memorySource(bytes), format, { codecs: nodeCodecs }))
    const kinds = [...disk.extents()].map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'invalid')).toHaveLength(1)
    const [first] = [...disk.extents()]
    const held = new Uint8Array(MIB)
    disk.read(held, 0)
    expect([first?.kind, held.every((byte) => byte === 7)]).toEqual(['data', true])
    const invalid = [...disk.extents()].find(({ kind }) => kind === 'invalid')
    expect(() => disk.read(new Uint8Array(512), invalid?.start ?? 0)).toThrow(/expected a block/)
  })
})
