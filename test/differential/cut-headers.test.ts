import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { imageClues } from '../../shared/analysis/findings/image-findings.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
/** From the end of the longest magic, that of a VDI at 64, to well after the end of every header. */
const LENGTHS = [
  40, 50, 60, 71, 72, 80, 100, 103, 104, 200, 400, 512, 600, 1024, 4096, 65_536, 200_000,
]

const KINDS: readonly { readonly format: string; readonly options?: string }[] = [
  { format: 'qcow2', options: 'compat=0.10' },
  { format: 'qcow2', options: 'compat=1.1' },
  { format: 'vdi' },
  { format: 'vmdk' },
  { format: 'vhdx' },
  { format: 'vpc' },
  { format: 'qed' },
  { format: 'parallels' },
]

type Kind = (typeof KINDS)[number]

/** An image with data in it. */
function image({ format, options }: Kind): Uint8Array {
  const extra = options === undefined ? [] : ['-o', options]
  writeFileSync(join(folder, 'raw'), Buffer.alloc(1 << 20, 7))
  qemuImg(folder, 'convert', '-f', 'raw', '-O', format, ...extra, 'raw', 'whole')
  return readFileSync(join(folder, 'whole'))
}

/** Whether it is said of a file that no data are left because its header is cut. */
function isLost(bytes: Uint8Array, format: string): boolean {
  const { summary } = inspectImage(memorySource(bytes))
  const clues = imageClues(summary, { ofNova: true })
  const isTold = clues.some(({ evidence }) => evidence['case'] === 'truncated/header')
  return summary.format === format && isTold
}

/** Bytes other than zeros that qemu-img finds in the disk of a file: none where it does not open it. */
function dataLeft(bytes: Uint8Array, format: string): boolean {
  writeFileSync(join(folder, 'cut'), bytes)
  const { status } = runQemuImg(folder, ['convert', '-f', format, '-O', 'raw', 'cut', 'cut.raw'])
  return status === 0 && readFileSync(join(folder, 'cut.raw')).some((byte) => byte !== 0)
}

describe('of a file whose header is cut qemu-img reads no data', () => {
  test.each(KINDS)('$format $options', (kind) => {
    const whole = image(kind)
    const { format } = kind
    const cuts = LENGTHS.filter((length) => length < whole.length)
    const lost = cuts.filter((length) => isLost(whole.subarray(0, length), format))
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.filter((length) => dataLeft(whole.subarray(0, length), format))).toEqual([])
    expect(dataLeft(whole, format)).toBe(true)
  })

  test('and OpenStack is said to open an overlay that is cut there where qemu-img does', () => {
    const backing = ['-u', '-b', 'whole.raw', '-F', 'raw']
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...backing, 'overlay', '1M')
    const whole = readFileSync(join(folder, 'overlay'))
    for (const length of [72, 88, 100, 103, 104, 105, 111, 112, 120, 200, 400, 511, 520]) {
      const cut = whole.subarray(0, length)
      writeFileSync(join(folder, 'cut'), cut)
      const { status } = runQemuImg(folder, ['info', '-f', 'qcow2', 'cut'])
      const { reasons } = imageVerdict(memorySource(cut), { declaredFormat: 'qcow2' }).openstack
      const told = reasons.find(({ code }) => code === 'nova-unreadable')
      expect([length, told?.params['reason'] === 'cut']).toEqual([length, status === 0])
    }
  })
})

test('of a qcow2 with less than its version OpenStack takes what qemu-img reads as raw', () => {
  for (const rest of [[], [0], [0, 0, 0], [2], [0, 0, 2], [0, 0, 0, 2]]) {
    const cut = Uint8Array.of(0x51, 0x46, 0x49, 0xfb, ...rest)
    writeFileSync(join(folder, 'cut'), cut)
    const { status, stdout } = runQemuImg(folder, ['info', 'cut'])
    const { accepts } = imageVerdict(memorySource(cut)).openstack
    expect([rest, accepts]).toEqual([rest, status === 0])
    expect(stdout.includes('file format: raw')).toBe(accepts)
  }
})

test('a dynamic VHD that is cut anywhere behind its header opens where QEMU opens it', () => {
  qemuImg(folder, 'create', '-q', '-f', 'vpc', 'empty', '2M')
  const empty = readFileSync(join(folder, 'empty'))
  const opens = Array.from({ length: 24 }, (_, at) => {
    const cut = empty.subarray(0, empty.length - 512 - at * 23)
    writeFileSync(join(folder, 'cut'), cut)
    const { status } = runQemuImg(folder, ['info', '-f', 'vpc', 'cut'])
    const { fault } = inspectImage(memorySource(cut)).summary
    expect([cut.length, fault === undefined]).toEqual([cut.length, status === 0])
    return status === 0
  })
  // Within the sector of its block table, and not before it.
  expect(new Set(opens)).toEqual(new Set([true, false]))
})
