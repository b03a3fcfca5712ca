import { readBytes } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'

/** The first volume descriptor: 16 sectors of 2048 bytes are the system area (ECMA-119, 6.2.1). */
const DESCRIPTOR_OFFSET = 32_768
const SECTOR = 2048
/** From one descriptor of UDF to the next: a block, but no less than a sector of a CD (ECMA-167, 2/8.3.1). */
export const UDF_STRIDES: readonly number[] = [SECTOR, 4096]
/** Standard identifiers of UDF (ECMA-167, 3/9.1). */
export const UDF_IDENTIFIERS: readonly string[] = ['NSR02', 'NSR03']
const IDENTIFIERS: readonly string[] = ['CD001', ...UDF_IDENTIFIERS]
const UDF_AREA = 'BEA01'

/** Whether there is an ISO 9660 or UDF volume descriptor. One read of a few bytes at 32 KiB. */
export function isIso(window: HeadWindow): boolean {
  const identifier = identifierAt(window, DESCRIPTOR_OFFSET)
  if (IDENTIFIERS.includes(identifier)) return true
  // UDF without ISO 9660 begins with an extended area, which OpenStack does not know.
  if (identifier !== UDF_AREA) return false
  return UDF_STRIDES.some((stride) =>
    UDF_IDENTIFIERS.includes(identifierAt(window, DESCRIPTOR_OFFSET + stride)),
  )
}

function identifierAt({ source }: HeadWindow, offset: number): string {
  if (source.size < offset + SECTOR) return ''
  return decodeText(readBytes(source, offset + 1, 5, 'iso', 5))
}
