import { crc32c } from '../../../shared/bytes/crc.ts'
import { ascii, concat, layOut, u32le, u64le } from '../bytes/encoders.ts'
import { editVhdx, inHeaders } from './edited-vhdx.ts'

const SECTOR = 4096
const LOG = 2 ** 20
const GUID = new Uint8Array(16).fill(7)

/** A VHDX of qemu-img, with a log of `count` entries that somebody left to be replayed. */
export function logged(image: Uint8Array, count: number): Uint8Array {
  const entries = Array.from({ length: count }, (_, index) => entry(101n + BigInt(index), image))
  return editVhdx(image, { ...inHeaders(48, GUID), [LOG]: concat(...entries) })
}

/** One sector of data to be written to the table of the second MiB (MS-VHDX, 2.3.1). */
function entry(sequence: bigint, image: Uint8Array): Uint8Array {
  const length = 2 * SECTOR
  const descriptor = concat(
    ascii('desc'),
    u32le(0), // trailing bytes
    u64le(0), // leading bytes
    u64le(5 * 2 ** 20), // where it is to be written
    u64le(sequence),
  )
  const data = concat(ascii('data'), u32le(Number(sequence >> 32n)))
  const bytes = layOut(length, {
    0: ascii('loge'),
    8: u32le(length),
    16: u64le(sequence),
    24: u32le(1), // descriptors
    32: GUID,
    48: u64le(image.length), // flushed file offset
    56: u64le(image.length), // last file offset
    64: descriptor,
    [SECTOR]: data,
    [length - 4]: u32le(Number(sequence & 0xffffffffn)),
  })
  bytes.set(u32le(crc32c(bytes, 4, 4)), 4)
  return bytes
}
