import type { ByteSource } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import { UDF_STRIDES } from './iso.ts'

export const ISO_SECTOR = 2048
/** The first volume descriptor: 16 sectors are the system area (ECMA-119, 6.2.1). */
const FIRST = 16
/** Descriptors that are looked at; a volume has three or four, and UDF three more. */
const MAX_DESCRIPTORS = 64
const STANDARDS: readonly string[] = ['CD001', 'BEA01', 'NSR02', 'NSR03', 'TEA01', 'BOOT2']

/** A sector of the volume recognition sequence. */
export interface VolumeDescriptor {
  readonly type: number
  readonly standard: string
  readonly bytes: Uint8Array
  readonly offset: number
}

/**
 * The volume descriptors, those of ISO 9660 first, up to the first that is none; those of UDF in blocks
 * of 4096 bytes are as far apart.
 */
export function readDescriptors(source: ByteSource): readonly VolumeDescriptor[] {
  const [one = [], other = []] = UDF_STRIDES.map((stride) => descriptorsBy(source, stride))
  return one.length >= other.length ? one : other
}

function descriptorsBy(source: ByteSource, stride: number): readonly VolumeDescriptor[] {
  const found: VolumeDescriptor[] = []
  for (let index = 0; index < MAX_DESCRIPTORS; index += 1) {
    const offset = FIRST * ISO_SECTOR + index * stride
    const bytes = sectorsAt(source, offset, 1)
    const standard = bytes === undefined ? '' : decodeText(bytes.subarray(1, 6))
    if (bytes === undefined || !STANDARDS.includes(standard)) return found
    found.push({ type: bytes[0] ?? 0, standard, bytes, offset })
  }
  return found
}

/** Whole sectors; undefined where the file ends before. */
export function sectorsAt(
  source: ByteSource,
  offset: number,
  count: number,
): Uint8Array | undefined {
  const length = count * ISO_SECTOR
  if (offset < 0 || offset + length > source.size) return undefined
  const bytes = new Uint8Array(length)
  return source.read(bytes, offset) === length ? bytes : undefined
}
