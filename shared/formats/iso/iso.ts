import { readBytes } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'

/** The first volume descriptor: 16 sectors of 2048 bytes are the system area (ECMA-119, 6.2.1). */
const DESCRIPTOR_OFFSET = 32_768
const IDENTIFIERS: readonly string[] = ['CD001', 'NSR02', 'NSR03']

/** Whether there is an ISO 9660 or UDF volume descriptor. One read of a few bytes at 32 KiB. */
export function isIso({ source }: HeadWindow): boolean {
  if (source.size < DESCRIPTOR_OFFSET + 2048) return false
  const bytes = readBytes(source, DESCRIPTOR_OFFSET + 1, 5, 'iso', 5)
  return IDENTIFIERS.includes(decodeText(bytes))
}
