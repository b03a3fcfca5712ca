import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { openLayer } from '../../../../shared/formats/open-layer.ts'
import type { ImageFormat } from '../../../../shared/formats/types.ts'
import { u32le, u64be, u64le } from '../../../helpers/bytes/encoders.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { inEnglish } from '../../../helpers/in-english.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const MIB = 2 ** 20
const codecs = {
  inflateRaw: (): Uint8Array => new Uint8Array(),
  inflateZlib: (): Uint8Array => new Uint8Array(),
  zstd: (): Uint8Array => new Uint8Array(),
}

/** An image of 4 MiB with 64 KiB of sevens at 1 MiB. */
function image(format: string, ...options: readonly string[]): Uint8Array {
  const path = join(folder, format)
  qemuImg(folder, 'create', '-q', '-f', format, ...options, path, '4M')
  qemuIo(path, ['write -P 7 1M 64k'], format)
  return new Uint8Array(readFileSync(path))
}

function open(bytes: Uint8Array, format: ImageFormat) {
  return openDisk(openLayer(memorySource(bytes), format, { codecs }))
}

function kindsOf(bytes: Uint8Array, format: ImageFormat) {
  const log = new FaultLog()
  const kinds = [...open(bytes, format).extents(0, undefined, log)].map(({ kind }) => kind)
  return { kinds, faults: log.kept.map(({ code, what }) => `${code} ${what}`) }
}

function firstByte(bytes: Uint8Array, format: ImageFormat): number | undefined {
  const target = new Uint8Array(1)
  open(bytes, format).read(target, MIB)
  return target[0]
}

describe('QED', () => {
  const L1 = 65_536

  /** Where the entry of the cluster at 1 MiB is. */
  function entryOf(bytes: Uint8Array): number {
    return Number(new DataView(bytes.buffer).getBigUint64(L1, true)) + 16 * 8
  }

  test('a cluster behind the end of the file is invalid, as it is to qemu, and not zeros', () => {
    const bytes = image('qed')
    bytes.set(u64le(1000 * 65_536), entryOf(bytes))
    expect(kindsOf(bytes, 'qed')).toEqual({
      kinds: ['unallocated', 'invalid', 'unallocated'],
      faults: ['invalid L2 table'],
    })
    expect(() => firstByte(bytes, 'qed')).toThrow(
      /L2 table at offset 0x[\da-f]+: expected whole clusters/,
    )
  })

  test('of a cluster that a cut went through what is left is kept, as qemu-img converts it', () => {
    const path = join(folder, 'cut.qed')
    qemuImg(folder, 'create', '-q', '-f', 'qed', path, '4M')
    qemuIo(path, ['write -P 7 1M 64k', 'write -P 8 1088k 128k'], 'qed')
    const bytes = new Uint8Array(readFileSync(path)).subarray(0, -1000)
    writeFileSync(path, bytes)
    expect(kindsOf(bytes, 'qed')).toEqual({
      kinds: ['unallocated', 'data', 'data', 'unallocated'],
      faults: ['truncated L2 table'],
    })
    qemuImg(folder, 'convert', '-f', 'qed', '-O', 'raw', path, 'cut.raw')
    const disk = new Uint8Array(4 * MIB)
    open(bytes, 'qed').read(disk, 0)
    expect(Buffer.compare(disk, readFileSync(join(folder, 'cut.raw')))).toBe(0)
  })

  test('a table in the header is invalid', () => {
    const bytes = image('qed')
    bytes.set(u64le(L1 / 2), L1)
    expect(kindsOf(bytes, 'qed')).toEqual({ kinds: ['invalid'], faults: ['invalid L1 table'] })
  })

  test('an entry of 1 is a cluster of zeros', () => {
    const bytes = image('qed')
    bytes.set(u64le(1), entryOf(bytes))
    expect(kindsOf(bytes, 'qed').kinds).toEqual(['unallocated', 'zero', 'unallocated'])
  })

  test('its features are named', () => {
    const bytes = image('qed')
    bytes.set(u64le(6), 16)
    const { qed, summary } = inspectImage(memorySource(bytes))
    expect(qed?.features).toEqual(['need-check', 'backing-format-no-probe'])
    expect(summary.flags).toEqual(['dirty'])
  })
})

describe('version 1 of qcow', () => {
  test('an encrypted disk can be mapped and not read', () => {
    const bytes = image('qcow')
    bytes[39] = 1
    expect(kindsOf(bytes, 'qcow').kinds).toEqual(['unallocated', 'data', 'unallocated'])
    expect([...open(bytes, 'qcow').extents()].every(({ offset }) => offset === undefined)).toBe(
      true,
    )
    expect(() => firstByte(bytes, 'qcow')).toThrow(/encrypted/)
  })

  test('a table behind the end of the file is told, and zeros to whoever reads all the same, as to qemu', () => {
    const bytes = image('qcow')
    bytes.set(u64be(2 ** 40), 40)
    const { summary, faults } = inspectImage(memorySource(bytes))
    expect(summary.flags).toEqual(['truncated'])
    expect(faults.map(({ what }) => what)).toEqual(['qcow.l1_table'])
    expect(kindsOf(bytes, 'qcow')).toEqual({
      kinds: ['unallocated'],
      faults: ['truncated L1 table'],
    })
    expect(firstByte(bytes, 'qcow')).toBe(0)
  })

  test('a header says which values a field may have', () => {
    const expected = (at: number, value: number) => {
      const bytes = image('qcow')
      bytes[at] = value
      return inEnglish(inspectImage(memorySource(bytes)).summary.fault)?.expected
    }
    expect(expected(32, 17)).toBe('9 to 16')
    expect(expected(33, 5)).toBe('6 to 13')
    expect(expected(39, 2)).toBe('0 or 1')
  })

  test('a packed cluster that does not unpack is a fault', () => {
    const path = join(folder, 'packed')
    qemuImg(folder, 'create', '-q', '-f', 'qcow', path, '4M')
    qemuIo(path, ['write -c -P 7 1M 4k'], 'qcow')
    const bytes = new Uint8Array(readFileSync(path))
    expect(kindsOf(bytes, 'qcow').kinds).toEqual(['unallocated', 'compressed', 'unallocated'])
    expect(() => firstByte(bytes, 'qcow')).toThrow(/expected a deflate stream of 4096 bytes/)
  })
})

describe('Parallels', () => {
  test('the older format counts places in sectors, the extended one in clusters', () => {
    const bytes = image('parallels', '-o', 'cluster_size=65536')
    const view = new DataView(bytes.buffer)
    const at = 64 + 16 * 4
    expect(firstByte(bytes, 'parallels')).toBe(7)
    bytes.set(new TextEncoder().encode('WithoutFreeSpace'))
    bytes.set(u32le(view.getUint32(at, true) * 128), at)
    expect(firstByte(bytes, 'parallels')).toBe(7)
    writeFileSync(join(folder, 'older'), bytes)
    qemuIo(join(folder, 'older'), ['read -P 7 1M 64k'], 'parallels')
  })

  test('a disk that was not closed is dirty', () => {
    const bytes = image('parallels')
    bytes.set(u32le(0x746f6e59), 44)
    const { parallels, summary } = inspectImage(memorySource(bytes))
    expect(parallels?.header.state).toBe('open')
    expect(summary.flags).toEqual(['dirty'])
  })
})
