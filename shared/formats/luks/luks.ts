import { FormatError } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import type { ImageSummary } from '../types.ts'
import { LUKS_HEADER_SIZE, readLuksHeader } from './header.ts'
import type { LuksHeader } from './types.ts'

export interface Luks {
  readonly summary: ImageSummary
  readonly luks: LuksHeader
}

/** A whole file that is a LUKS volume: what follows the payload offset is the guest's, encrypted. */
export function readLuks(window: HeadWindow): Luks {
  const size = Math.min(LUKS_HEADER_SIZE, window.source.size)
  const luks = readLuksHeader(bytesAt(window, 0, size, 'luks', LUKS_HEADER_SIZE), 0)
  const virtualSize = roundUp(window.source.size, SECTOR_SIZE) - luks.payloadOffset
  if (virtualSize < 0) {
    const found = `the end at ${window.source.size}`
    throw new FormatError(
      'truncated',
      'luks.payload_offset',
      104,
      `${luks.payloadOffset} bytes`,
      found,
    )
  }
  return { summary: { format: 'luks', virtualSize, encryption: 'luks' }, luks }
}
