import { describe, expect, test } from 'vitest'
import type { UnitResult } from '../../../shared/scan/model.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { ascii, layOut, u16le, u32be, u32le, u64be, u64le } from '../../helpers/bytes/encoders.ts'
import { directory, file, memoryTree } from '../../helpers/trees/memory-tree.ts'
import { scan } from './scanned-unit.ts'

const SIZE = 1 << 20
const SECTIONS = 8

/** As a linker writes one: it ends with its section headers. */
const program = layOut(SIZE, {
  0: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1),
  40: u64le(BigInt(SIZE - 64 * SECTIONS)),
  58: u16le(64),
  60: u16le(SECTIONS),
})
const program32 = layOut(SIZE, {
  0: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 1, 1),
  32: u32le(SIZE - 40 * SECTIONS),
  46: u16le(40),
  48: u16le(SECTIONS),
})
/** What a guest can write at the beginning of its raw disk. */
const head = layOut(SIZE, { 0: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1) })
const runnable = { mode: 0o755 }

function overlayOn(name: string): Uint8Array {
  return layOut(4096, {
    0: ascii('QFI'),
    3: Uint8Array.of(0xfb),
    4: u32be(3),
    8: u64be(512n),
    16: u32be(name.length),
    20: u32be(16),
    24: u64be(BigInt(SIZE)),
    96: u32be(4),
    100: u32be(104),
    512: ascii(name),
  })
}

function images({ entries }: UnitResult): readonly string[] {
  return entries.flatMap(({ path, role, image }) => (image && role === 'image' ? [path] : []))
}

describe('in a folder of anything', () => {
  test('a program that the host can run is no disk, whatever its length', () => {
    const root = directory({ envsubst: file(program, runnable), old: file(program32, runnable) })
    expect(images(scan('folder', root))).toEqual([])
  })

  test('one that is called as an image is one', () => {
    const named = file(program, runnable)
    const root = directory({
      'unikernel.img': named,
      disk: named,
      'disk.eph0': named,
      disk1: named,
    })
    expect(images(scan('folder', root))).toEqual(['disk', 'disk.eph0', 'disk1', 'unikernel.img'])
  })

  test('a disk stays one, whatever its guest wrote at its beginning', () => {
    const root = directory({ vm1: file(program, { mode: 0o644 }), vm2: file(head, runnable) })
    expect(images(scan('folder', root))).toEqual(['vm1', 'vm2'])
  })

  test('what an image stands on is a disk', () => {
    const overlay = file(overlayOn('/srv/images/gold'))
    const root = directory({ gold: file(program, runnable), 'ov.qcow2': overlay })
    expect(images(scan('folder', root))).toEqual(['gold', 'ov.qcow2'])
  })
})

test('beside instances, where domains name disks, nothing is taken for a program', () => {
  const root = directory({ vm1: file(program, runnable) })
  const ofHost = scanUnit(memoryTree(root), { kind: 'folder', path: '', ofHost: true })
  expect(images(ofHost)).toEqual(['vm1'])
  const [, kept] = scan('top', root).entries
  expect(kept?.image).toMatchObject({ format: 'raw', content: 'elf' })
})
