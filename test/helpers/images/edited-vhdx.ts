import { crc32c } from '../../../shared/bytes/crc.ts'
import { u32le } from '../bytes/encoders.ts'

const KIB = 1024
export const VHDX_HEADERS: readonly number[] = [64 * KIB, 128 * KIB]
export const VHDX_REGIONS = 192 * KIB
/** Where qemu-img puts them with a log of 1 MiB. */
export const VHDX_TABLE = 2048 * KIB
export const VHDX_METADATA = 3072 * KIB

const CHECKED: readonly (readonly [offset: number, length: number])[] = [
  ...VHDX_HEADERS.map((offset) => [offset, 4 * KIB] as const),
  [VHDX_REGIONS, 64 * KIB],
]

/** The image with parts replaced by offset, and the checksums of its headers and regions right. */
export function editVhdx(
  image: Uint8Array,
  parts: Readonly<Record<number, Uint8Array>>,
): Uint8Array {
  const bytes = image.slice()
  for (const [offset, part] of Object.entries(parts)) bytes.set(part, Number(offset))
  sealVhdx(bytes)
  return bytes
}

/** Makes the checksums of headers and regions right, in place. */
export function sealVhdx(bytes: Uint8Array): void {
  for (const [offset, length] of CHECKED) {
    bytes.set(u32le(crc32c(bytes.subarray(offset, offset + length), 4, 4)), offset + 4)
  }
}

/** The same part in both headers, at an offset from the start of each. */
export function inHeaders(offset: number, part: Uint8Array): Readonly<Record<number, Uint8Array>> {
  return Object.fromEntries(VHDX_HEADERS.map((header) => [header + offset, part]))
}
