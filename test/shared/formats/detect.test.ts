import { describe, expect, test } from 'vitest'
import { probeImage } from '../../../shared/formats/probe.ts'
import type { ImageFormat } from '../../../shared/formats/types.ts'
import { ascii, layOut, u8, u32be, u32le, zeros } from '../../helpers/bytes/encoders.ts'
import { qcow2Image } from '../../helpers/bytes/encoders-qcow2.ts'
import { hostileSource } from '../../helpers/bytes/hostile-source.ts'
import { memorySource } from '../../helpers/bytes/memory-source.ts'

const SIGNATURE = Uint8Array.of(0x55, 0xaa)
const PARTITION = Uint8Array.of(0x80, 0, 2, 0, 0x83, 0, 0, 0)
const PROTECTIVE = Uint8Array.of(0, 0, 2, 0, 0xee, 0, 0, 0)

function formatOf(bytes: Uint8Array): ImageFormat {
  return probeImage(memorySource(bytes)).format
}

describe('raw data that is recognised', () => {
  test.each<[string, ImageFormat, Uint8Array]>([
    ['nothing at all', 'raw', zeros(0)],
    ['one byte', 'raw', u8(1)],
    ['zeros', 'raw', zeros(65_536)],
    ['text', 'raw', ascii('# not a descriptor\nversion=9\n')],
    ['a partitioned disk', 'mbr', layOut(4096, { 446: PARTITION, 510: SIGNATURE })],
    [
      'a GPT disk',
      'gpt',
      layOut(4096, { 446: PROTECTIVE, 510: SIGNATURE, 512: ascii('EFI PART') }),
    ],
    ['a boot sector without partitions', 'raw', layOut(4096, { 510: SIGNATURE })],
    ['a FAT volume', 'raw', layOut(4096, { 446: ascii('loading'), 510: SIGNATURE })],
    ['an ISO image', 'iso', layOut(65_536, { 32769: ascii('CD001') })],
    ['a UDF image', 'iso', layOut(65_536, { 32769: ascii('NSR03') })],
    [
      'a hybrid ISO image',
      'iso',
      layOut(65_536, { 446: PARTITION, 510: SIGNATURE, 32769: ascii('CD001') }),
    ],
    ['a footer without its checksum', 'raw', layOut(4096, { 3584: ascii('conectix') })],
  ])('%s is %s', (_name, format, bytes) => {
    expect(formatOf(bytes)).toBe(format)
  })

  test('the virtual size is the length, rounded up to sectors', () => {
    expect(probeImage(memorySource(zeros(0)))).toEqual({ format: 'raw', virtualSize: 0 })
    expect(probeImage(memorySource(zeros(513)))).toEqual({ format: 'raw', virtualSize: 1024 })
  })
})

describe('formats by their magic', () => {
  test.each<[ImageFormat, Uint8Array]>([
    ['qcow2', u32be(0x514649fb)],
    ['vmdk', ascii('KDMV')],
    ['vmdk', ascii('COWD')],
    ['vmdk', ascii('# Disk DescriptorFile\r\n \r\nversion=1\r\n')],
    ['vdi', layOut(512, { 64: u32le(0xbeda107f) })],
    ['vpc', ascii('conectix')],
    ['vhdx', ascii('vhdxfile')],
    ['qed', ascii('QED\0')],
    ['parallels', layOut(20, { 0: ascii('WithoutFreeSpace'), 16: u32le(2) })],
    ['parallels', layOut(20, { 0: ascii('WithouFreSpacExt'), 16: u32le(2) })],
    ['luks', Uint8Array.of(0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe)],
  ])('%s, cut after its magic, keeps its format', (format, bytes) => {
    const summary = probeImage(hostileSource(bytes))
    expect(summary.format).toBe(format)
    if (!bytes.includes(0x76) || format !== 'vmdk') expect(summary.fault).toBeDefined()
  })

  test.each([
    ['LUKS without its last bytes', ascii('LUKSxx')],
    [
      'a Parallels magic of another version',
      layOut(20, { 0: ascii('WithoutFreeSpace'), 16: u32le(3) }),
    ],
    ['half of a VHDX', ascii('vhdxfilm')],
  ])('%s is raw', (_name, bytes) => {
    expect(formatOf(bytes)).toBe('raw')
  })
})

describe('what a probe reads', () => {
  test('an ordinary overlay: its first 4 KiB, once', () => {
    const source = hostileSource(
      qcow2Image({ backingOffset: 512, backingSize: 4 }, { 512: ascii('base') }),
    )
    expect(probeImage(source).backing?.name).toBe('base')
    expect([source.reads(), source.bytesRead()]).toEqual([1, 4096])
  })

  test('a backing file name beyond them: only the name more', () => {
    const source = hostileSource(
      qcow2Image({ backingOffset: 60_000, backingSize: 4 }, { 60000: ascii('base') }),
    )
    expect(probeImage(source).backing?.name).toBe('base')
    expect(source.bytesRead()).toBeLessThan(4096 + 64)
  })

  test('raw data: a few hundred bytes more, for a footer and a volume descriptor', () => {
    const source = hostileSource(zeros(1024 * 1024))
    probeImage(source)
    expect([source.reads(), source.bytesRead()]).toEqual([3, 4096 + 512 + 5])
  })
})
