import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { displayText, encodeText } from '../../shared/bytes/text.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { type QemuInfo, qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { qemuInfoLines } from '../../shared/report/qemu/qemu-info-text.ts'
import { qemuJson } from '../../shared/report/qemu/qemu-json.ts'
import { ascii, layOut } from '../helpers/bytes/encoders.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuImg, qemuInfoJson, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { type MatrixCase, otherCases, qcow2Cases } from './info-matrix.ts'

const folder = temporaryFolder()

/** What we say of a file that is named `name` in `cwd`. */
function ourInfo(cwd: string, name: string): QemuInfo {
  return withFile(join(cwd, name), ({ source, length, allocated }) =>
    qemuInfo({ displayPath: name, length, allocated, details: inspectImage(source) }),
  )
}

function made({ make }: MatrixCase, index: number, kind: string): string {
  const name = `${kind}-${index}`
  make(folder, name)
  return name
}

/** The same keys and values, in the same order, as text. */
function expectSameInfo(name: string): void {
  const theirs = qemuInfoJson(folder, name)
  const ours = ourInfo(folder, name)
  expect(ours).toEqual(theirs)
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs))
  expect([...qemuInfoLines(ours)].join('')).toBe(
    printedSafely(qemuImg(folder, 'info', '-U', name), ours),
  )
}

/** qemu-img prints a name as it is, even one that breaks the line. */
function printedSafely(text: string, info: QemuInfo): string {
  const backing = info['backing-filename']
  return backing === undefined ? text : text.replaceAll(backing, displayText(backing))
}

/** The scan's short look agrees with the whole one. */
function expectSameSummary(name: string): void {
  withFile(join(folder, name), ({ source }) => {
    expect(probeImage(source)).toEqual(inspectImage(source).summary)
  })
}

describe('qemu-img info of qcow2', () => {
  test.each(qcow2Cases().map((entry, index) => ({ ...entry, index })))('$name', (entry) => {
    const name = made(entry, entry.index, 'qcow2')
    expectSameInfo(name)
    expectSameSummary(name)
  })

  test('names that are not UTF-8 are told as qemu-img tells them', () => {
    mkdirSync(join(folder, 'bytes'), { recursive: true })
    const options = ['-q', '-u', '-f', 'qcow2', '-b', 'base-XXXXXXXX', '-F', 'raw']
    qemuImg(folder, 'create', ...options, 'bytes/o', '5M')
    const whole = readFileSync(join(folder, 'bytes/o'))
    const at = whole.indexOf('base-XXXXXXXX') + 5
    const format = whole.indexOf(Buffer.of(0xe2, 0x79, 0x2a, 0xca)) + 8
    const random = new SeededRandom(20_641)
    const drawn = Array.from({ length: 60 }, () => drawnBytes(random))
    for (const name of [...NOT_UTF8, ...drawn]) {
      const bytes = Buffer.from(whole)
      bytes.set(name, at)
      bytes.set(name.slice(0, 2), format)
      writeFileSync(join(folder, 'bytes/o'), bytes)
      const ours = ourInfo(folder, 'bytes/o')
      expect(JSON.parse([...qemuJson(ours)].join('')), `${name}`).toEqual(
        qemuInfoJson(folder, 'bytes/o'),
      )
      // What is opened by that name is still of the very bytes.
      const kept = encodeText(ours['backing-filename'] ?? '')
      expect([...kept.slice(5, 5 + name.length)]).toEqual(name)
    }
  })
})

test('numbers of 64 bits of a snapshot have all their digits', () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'long', '5M')
  qemuImg(folder, 'snapshot', '-c', 'one', 'long')
  const bytes = readFileSync(join(folder, 'long'))
  const entry = Number(bytes.readBigUInt64BE(64))
  bytes.writeBigUInt64BE(0x7000000000000021n, entry + 40)
  bytes.writeBigUInt64BE(0x8000000000000001n, entry + 56)
  writeFileSync(join(folder, 'long'), bytes)
  const numbers = /"(icount|vm-state-size)": (-?\d+)/g
  const theirs = qemuImg(folder, 'info', '--output=json', 'long').match(numbers)
  expect([...qemuJson(ourInfo(folder, 'long'))].join('').match(numbers)).toEqual(theirs)
  expect(theirs).toHaveLength(2)
})

/** Cut, overlong, of surrogates, above U+10FFFF, no characters, and bytes that UTF-8 never has. */
const NOT_UTF8 = [
  [0xff, 0xe9],
  [0xe2, 0x82, 0x41],
  [0xc0, 0xaf],
  [0xc0, 0x80],
  [0xe0, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xef, 0xbf, 0xbe],
  [0xef, 0xb7, 0x90],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
  [0xfe, 0x80],
  [0xf0, 0x9f, 0x90, 0x84],
]

/** Bytes that begin and go on sequences more often than chance would have it. */
function drawnBytes(random: SeededRandom): number[] {
  const kinds = [0x41, 0x80, 0xbf, 0xc3, 0xe2, 0xed, 0xf0, 0xf4, 0xf8, 0xfc, 0xfe]
  return Array.from({ length: 8 }, () => kinds[random.below(kinds.length)] ?? 0x41)
}

describe('qemu-img info of other formats', () => {
  test.each(otherCases().map((entry, index) => ({ ...entry, index })))('$name', (entry) => {
    const name = made(entry, entry.index, 'other')
    expectSameInfo(name)
    expectSameSummary(name)
  })
})

describe('where qemu-img differs on purpose', () => {
  test('a fixed VHD is raw to qemu, which sees no footer at the beginning; a scan names it', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', 'subformat=fixed', 'fixed.vhd', '5M')
    expectSameInfo('fixed.vhd')
    expect(qemuInfoJson(folder, 'fixed.vhd')['format']).toBe('raw')
    withFile(join(folder, 'fixed.vhd'), ({ source }) => {
      const { format, virtualSize } = probeImage(source)
      const forced: unknown = JSON.parse(
        qemuImg(folder, 'info', '-f', 'vpc', '--output=json', 'fixed.vhd'),
      )
      expect(forced).toMatchObject({ format: 'vpc', 'virtual-size': virtualSize })
      expect(format).toBe('vpc')
    })
  })

  test('extents of a VMDK in other files are not opened by its reader: it may name any file', () => {
    qemuImg(
      folder,
      'create',
      '-q',
      '-f',
      'vmdk',
      '-o',
      'subformat=twoGbMaxExtentSparse',
      'multi.vmdk',
      '3G',
    )
    const theirs = qemuInfoJson(folder, 'multi.vmdk')
    const ours = ourInfo(folder, 'multi.vmdk')
    expect(ours['virtual-size']).toBe(theirs['virtual-size'])
    expect(theirs).toMatchObject({
      'format-specific': { data: { extents: [{ 'cluster-size': 65_536 }, {}] } },
    })
    expect(ours['format-specific']?.data).toMatchObject({
      'create-type': 'twoGbMaxExtentSparse',
      extents: [
        { 'virtual-size': 2_147_483_648, filename: 'multi-s001.vmdk', format: 'SPARSE' },
        { 'virtual-size': 1_073_741_824, filename: 'multi-s002.vmdk', format: 'SPARSE' },
      ],
    })
  })

  test.each(['monolithicFlat', 'twoGbMaxExtentFlat'])(
    '%s: allocated size is the descriptor alone',
    (subformat) => {
      const name = `${subformat}.vmdk`
      qemuImg(folder, 'create', '-q', '-f', 'vmdk', '-o', `subformat=${subformat}`, name, '3G')
      const { 'actual-size': theirSize, ...theirs } = qemuInfoJson(folder, name)
      const { 'actual-size': ourSize, ...ours } = ourInfo(folder, name)
      expect(ours).toEqual(theirs)
      expect(ourSize).toBeLessThanOrEqual(Number(theirSize))
    },
  )

  test('LUKS version 2 is raw to qemu, which reads version 1; a scan names it and says why', () => {
    writeFileSync(join(folder, 'v2.luks'), layOut(8192, { 0: ascii('LUKS\xba\xbe\0\x02') }))
    expectSameInfo('v2.luks')
    withFile(join(folder, 'v2.luks'), ({ source }) => {
      const { format, fault } = probeImage(source)
      expect(format).toBe('luks')
      expect(inEnglish(fault)?.message).toBe('LUKS version 2 is not supported')
    })
  })
})

describe('names beside the overlay', () => {
  test.each(['o', './o', 'deep/../o', 'deep/o'])('as the overlay was named: %s', (name) => {
    const cwd = join(folder, `named-${name.replaceAll('/', '_')}`)
    mkdirSync(join(cwd, 'deep'), { recursive: true })
    qemuImg(cwd, 'create', '-q', '-u', '-f', 'qcow2', '-b', '../b', '-F', 'raw', name, '5M')
    expect(ourInfo(cwd, name)).toEqual(qemuInfoJson(cwd, name))
  })
})

test('an oracle that fails is noticed', () => {
  expect(runQemuImg(folder, ['info', 'not-there']).status).toBe(1)
})
