import { ByteCursor } from '../../bytes/cursor.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import type { VolumeDescriptor } from './descriptors.ts'
import type { IsoDetails, IsoVolume } from './types.ts'

const PRIMARY = 1
const SUPPLEMENTARY = 2
/** Escape sequences of UCS-2 by Joliet's level. */
const JOLIET_LEVELS: readonly string[] = ['%/@', '%/C', '%/E']

/** The primary volume descriptor (ECMA-119, 8.4). */
export function primaryVolume(
  descriptors: readonly VolumeDescriptor[],
): { readonly volume: IsoVolume; readonly rootOffset: number } | undefined {
  const found = descriptors.find(({ type, standard }) => standard === 'CD001' && type === PRIMARY)
  if (found === undefined) return undefined
  const cursor = new ByteCursor(found.bytes, 'iso.volume', found.offset)
  const text = (at: number, length: number) => cursor.seek(at).text(length).trimEnd()
  const blockSize = cursor.seek(128).u16Le()
  const createdAt = dateOf(cursor.seek(813).text(16))
  const volume = {
    systemId: text(8, 32),
    volumeId: text(40, 32),
    volumeSetId: text(190, 128),
    publisherId: text(318, 128),
    preparerId: text(446, 128),
    applicationId: text(574, 128),
    blockSize,
    size: cursor.seek(80).u32Le() * blockSize,
    ...(createdAt !== undefined && { createdAt }),
  }
  return { volume, rootOffset: cursor.seek(158).u32Le() * blockSize }
}

/** Sixteen digits, the last two hundredths; all zeros when it is not set. */
function dateOf(digits: string): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d\d$/.exec(digits)
  if (parts === null || /^0+$/.test(digits)) return undefined
  const [, year, month, day, hour, minute, second] = parts
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`
}

/** A supplementary descriptor in UCS-2, big-endian. */
export function jolietVolume(descriptors: readonly VolumeDescriptor[]): IsoDetails['joliet'] {
  for (const { type, standard, bytes, offset } of descriptors) {
    if (standard !== 'CD001' || type !== SUPPLEMENTARY) continue
    const cursor = new ByteCursor(bytes, 'iso.joliet', offset)
    const level = JOLIET_LEVELS.indexOf(cursor.seek(88).text(3)) + 1
    if (level === 0) continue
    return { level, volumeId: decodeUtf16(cursor.seek(40).borrowBytes(32), false).trimEnd() }
  }
  return undefined
}
