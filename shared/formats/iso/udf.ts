import { ByteCursor } from '../../bytes/cursor.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import { bytesIfThere } from '../marks.ts'
import type { VolumeDescriptor } from './descriptors.ts'
import { UDF_IDENTIFIERS } from './iso.ts'
import type { UdfVolume } from './types.ts'

/** Block of the anchor volume descriptor pointer (ECMA-167, 3/8.4.2.1). */
const ANCHOR = 256
/** That a volume may have: those of a CD first, of a disk as mkudffs makes them of a file, and others. */
const BLOCK_SIZES: readonly number[] = [2048, 512, 4096, 1024]
/** Of every descriptor that is read, whatever the blocks. */
const DESCRIPTOR_SIZE = 512
const TAG_PRIMARY = 1
const TAG_ANCHOR = 2
const TAG_TERMINATING = 8
/** Blocks of the descriptor sequence that are looked at; it has some 16. */
const MAX_BLOCKS = 32
const VOLUME_ID_SIZE = 32

/** UDF by its recognition sequence, and its volume's name by the descriptors of ECMA-167. */
export function udfVolume(
  source: ByteSource,
  descriptors: readonly VolumeDescriptor[],
): UdfVolume | undefined {
  const standard = descriptors.find((one) => UDF_IDENTIFIERS.includes(one.standard))?.standard
  if (standard === undefined) return undefined
  const volumeId = volumeIdOf(source)
  return volumeId === undefined ? { standard } : { standard, volumeId }
}

/** Nothing tells the size of the blocks before the anchor is found, which says in which one it is. */
function volumeIdOf(source: ByteSource): string | undefined {
  for (const blockSize of BLOCK_SIZES) {
    const anchor = tagged(source, ANCHOR * blockSize)
    if (anchor?.tag === TAG_ANCHOR && anchor.block === ANCHOR) {
      return primaryName(source, anchor.cursor, blockSize)
    }
  }
  return undefined
}

function primaryName(
  source: ByteSource,
  anchor: ByteCursor,
  blockSize: number,
): string | undefined {
  const length = anchor.seek(16).u32Le()
  const first = anchor.u32Le()
  const count = Math.min(Math.floor(length / blockSize), MAX_BLOCKS)
  for (let index = 0; index < count; index += 1) {
    const found = tagged(source, (first + index) * blockSize)
    if (found === undefined || found.tag === TAG_TERMINATING) return undefined
    if (found.tag === TAG_PRIMARY) {
      return dstring(found.cursor.seek(24).borrowBytes(VOLUME_ID_SIZE))
    }
  }
  return undefined
}

/** A descriptor, and the block that it says it is in. */
function tagged(source: ByteSource, offset: number) {
  const bytes = bytesIfThere(source, offset, DESCRIPTOR_SIZE)
  if (bytes === undefined) return undefined
  const cursor = new ByteCursor(bytes, 'udf', offset)
  const [tag, block] = [cursor.u16Le(), cursor.seek(12).u32Le()]
  return { tag, block, cursor }
}

/** A fixed string: its first byte is the width of characters, its last one the length used. */
function dstring(bytes: Uint8Array): string {
  const used = Math.min(bytes[bytes.length - 1] ?? 0, bytes.length - 1)
  const text = bytes.subarray(1, used)
  return bytes[0] === 16 ? decodeUtf16(text, false) : decodeText(text)
}
