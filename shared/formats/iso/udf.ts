import { ByteCursor } from '../../bytes/cursor.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import { ISO_SECTOR, sectorsAt, type VolumeDescriptor } from './descriptors.ts'
import type { UdfVolume } from './types.ts'

const STANDARDS: readonly string[] = ['NSR02', 'NSR03']
/** Sector of the anchor volume descriptor pointer (ECMA-167, 3/8.4.2.1). */
const ANCHOR = 256
const TAG_PRIMARY = 1
const TAG_ANCHOR = 2
const TAG_TERMINATING = 8
/** Sectors of the descriptor sequence that are looked at; it has some 16. */
const MAX_SECTORS = 32
const VOLUME_ID_SIZE = 32

/** UDF by its recognition sequence, and its volume's name by the descriptors of ECMA-167. */
export function udfVolume(
  source: ByteSource,
  descriptors: readonly VolumeDescriptor[],
): UdfVolume | undefined {
  const standard = descriptors.find((one) => STANDARDS.includes(one.standard))?.standard
  if (standard === undefined) return undefined
  const volumeId = volumeIdOf(source)
  return volumeId === undefined ? { standard } : { standard, volumeId }
}

function volumeIdOf(source: ByteSource): string | undefined {
  const anchor = tagged(source, ANCHOR)
  if (anchor === undefined || anchor.tag !== TAG_ANCHOR) return undefined
  const length = anchor.cursor.seek(16).u32Le()
  const first = anchor.cursor.u32Le()
  const count = Math.min(Math.floor(length / ISO_SECTOR), MAX_SECTORS)
  for (let index = 0; index < count; index += 1) {
    const found = tagged(source, first + index)
    if (found === undefined || found.tag === TAG_TERMINATING) return undefined
    if (found.tag === TAG_PRIMARY) {
      return dstring(found.cursor.seek(24).borrowBytes(VOLUME_ID_SIZE))
    }
  }
  return undefined
}

function tagged(source: ByteSource, sector: number) {
  const bytes = sectorsAt(source, sector * ISO_SECTOR, 1)
  if (bytes === undefined) return undefined
  const cursor = new ByteCursor(bytes, 'udf', sector * ISO_SECTOR)
  return { tag: cursor.u16Le(), cursor }
}

/** A fixed string: its first byte is the width of characters, its last one the length used. */
function dstring(bytes: Uint8Array): string {
  const used = Math.min(bytes[bytes.length - 1] ?? 0, bytes.length - 1)
  const text = bytes.subarray(1, used)
  return bytes[0] === 16 ? decodeUtf16(text, false) : decodeText(text)
}
