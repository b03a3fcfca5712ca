import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, test } from 'vitest'
import {
  DYNAMIC_CHECKSUM,
  FOOTER_CHECKSUM,
  vpcChecksum,
} from '../../shared/formats/vpc/checksum.ts'
import { ascii, u8, u16be, u16le, u32be, u32le, u64be, u64le } from '../helpers/bytes/encoders.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { expectAsQemuImg } from './edited-header.ts'

const folder = temporaryFolder()

type Row = readonly [name: string, offset: number, bytes: Uint8Array]

const VMDK: readonly Row[] = [
  ['version 0', 4, u32le(0)],
  ['version 3', 4, u32le(3)],
  ['version 4', 4, u32le(4)],
  ['no flags', 8, u32le(0)],
  ['a capacity of 1', 12, u64le(1)],
  ['a capacity of nearly nothing that fits', 12, u64le(2 ** 44)],
  ['a capacity of 2^40', 12, u64le(2 ** 40)],
  ['grains of 0', 20, u64le(0)],
  ['grains of 1', 20, u64le(1)],
  ['grains of 100', 20, u64le(100)],
  ['grains of 1 GiB', 20, u64le(0x200000)],
  ['grains over 1 GiB', 20, u64le(0x200001)],
  ['a descriptor elsewhere', 28, u64le(2)],
  ['no descriptor', 28, u64le(0)],
  ['tables of 0', 44, u32le(0)],
  ['tables of 16', 44, u32le(16)],
  ['tables of 513', 44, u32le(513)],
  ['a directory elsewhere', 56, u64le(5)],
  ['a directory at the end, without a footer', 56, u64le(0xffffffffffffffffn)],
  ['more overhead than the file has', 64, u64le(100_000)],
  ['compressed grains', 77, u16le(1)],
  ['an unknown compression', 77, u16le(2)],
]

const VDI: readonly Row[] = [
  ['version 1.0', 0x44, u32le(0x00010000)],
  ['version 0.2', 0x44, u32le(2)],
  ['image type 4', 0x4c, u32le(4)],
  ['a map at no sector', 0x154, u32le(513)],
  ['data at no sector', 0x158, u32le(1025)],
  ['sectors of 4096', 0x168, u32le(4096)],
  ['a size of 0', 0x170, u64le(0)],
  ['a size of 1000', 0x170, u64le(1000)],
  ['a size that needs more blocks', 0x170, u64le(6 * 2 ** 20)],
  ['a size over 1 PiB', 0x170, u64le(2 ** 50)],
  ['blocks of 2 MiB', 0x178, u32le(2 ** 21)],
  ['too many blocks', 0x180, u32le(0x40000000)],
  ['no block', 0x180, u32le(0)],
  ['a link', 0x1a8, u8(1)],
  ['a parent', 0x1b8, u8(1)],
]

/** Both ends of a dynamic VHD have the footer; the one at the beginning counts. */
const VPC: readonly Row[] = [
  ['a wrong checksum', FOOTER_CHECKSUM, u32be(0)],
  ['the creator of Virtual PC', 28, ascii('vpc ')],
  ['the creator of Hyper-V', 28, ascii('win ')],
  ['the creator of Disk2vhd', 28, ascii('d2v ')],
  ['the creator of XenServer', 28, ascii('tap\0')],
  ['the creator of XenConverter', 28, ascii('CTXS')],
  ['a creator that nobody knows', 28, ascii('????')],
  ['a larger size', 48, u64be(6 * 2 ** 20)],
  ['the largest geometry', 56, Uint8Array.of(0xff, 0xff, 16, 255)],
  ['no cylinder', 56, u16be(0)],
  ['type fixed', 60, u32be(2)],
  ['type 7', 60, u32be(7)],
  ['a header elsewhere', 16, u64be(1024)],
  ['a header beyond the end', 16, u64be(2 ** 40)],
]

const VPC_DYNAMIC: readonly Row[] = [
  ['another cookie', 512, ascii('cxspars?')],
  ['two entries', 512 + 28, u32be(2)],
  ['100,000 entries', 512 + 28, u32be(100_000)],
  ['no entry', 512 + 28, u32be(0)],
  ['blocks of 512', 512 + 32, u32be(512)],
  ['blocks of 511', 512 + 32, u32be(511)],
  ['blocks of 3 MiB', 512 + 32, u32be(3 * 2 ** 20)],
  ['blocks of 512 MiB', 512 + 32, u32be(2 ** 29)],
]

beforeAll(() => {
  for (const format of ['vmdk', 'vdi', 'vpc']) {
    qemuImg(folder, 'create', '-q', '-f', format, format, '5M')
  }
  const stream = ['-f', 'vmdk', '-o', 'subformat=streamOptimized']
  qemuImg(folder, 'create', '-q', ...stream, 'stream', '5M')
})

function edited(name: string, [, offset, bytes]: Row): Uint8Array {
  const image = new Uint8Array(readFileSync(join(folder, name)))
  image.set(bytes, offset)
  return image
}

/** With the checksums that the edited structures need. */
function sealed(image: Uint8Array): Uint8Array {
  image.set(u32be(vpcChecksum(image.subarray(0, 512), FOOTER_CHECKSUM)), FOOTER_CHECKSUM)
  const dynamic = image.subarray(512, 1536)
  dynamic.set(u32be(vpcChecksum(dynamic, DYNAMIC_CHECKSUM)), DYNAMIC_CHECKSUM)
  return image
}

describe('a header that was edited is taken or refused as qemu-img does, in its words', () => {
  test.each(VMDK)('VMDK with %s', (...row) => expectAsQemuImg(folder, edited('vmdk', row)))
  test.each(VMDK)('a stream with %s', (...row) => expectAsQemuImg(folder, edited('stream', row)))
  test.each(VDI)('VDI with %s', (...row) => expectAsQemuImg(folder, edited('vdi', row)))
  test.each(VPC)('VHD with %s', (...row) => {
    const image = edited('vpc', row)
    expectAsQemuImg(folder, row[1] === FOOTER_CHECKSUM ? image : sealed(image))
  })
  test.each(VPC_DYNAMIC)('VHD with %s', (...row) =>
    expectAsQemuImg(folder, sealed(edited('vpc', row))),
  )
  test('VHD whose dynamic header has a wrong checksum, which qemu passes over', () => {
    expectAsQemuImg(folder, edited('vpc', ['', 512 + DYNAMIC_CHECKSUM, u32be(0)]))
  })
})
