import { type Fault, FormatError, faultIn } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { ImageSummary } from '../types.ts'
import { checkLuksHeader } from './check-header.ts'
import { LUKS_HEADER_SIZE, luksVersionFault, readLuksHeader } from './header.ts'
import { readLuks2 } from './luks2.ts'
import type { Luks2Header, LuksHeader } from './types.ts'

export interface Luks {
  readonly summary: ImageSummary
  readonly luks?: LuksHeader
  readonly luks2?: Luks2Header
  readonly faults?: readonly Fault[]
}

const VERSION_OFFSET = 6

/** A whole file that is a LUKS volume: what follows the payload offset is the guest's, encrypted. */
export function readLuks(window: HeadWindow): Luks {
  const { head } = window
  const version = ((head[VERSION_OFFSET] ?? 0) << 8) | (head[VERSION_OFFSET + 1] ?? 0)
  return version === 2 ? readVersion2(window) : readVersion1(window)
}

/** Neither qemu nor OpenStack knows this version; its header tells much all the same. */
function readVersion2(window: HeadWindow): Luks {
  const { luks2, faults } = readLuks2(window)
  const payload = luks2.segments.find(({ type }) => type === 'crypt')?.offset
  const virtualSize = payload === undefined ? -1 : window.source.size - payload
  const fault = luksVersionFault(luks2.version, 0)
  const summary = {
    format: 'luks',
    probedAs: 'raw',
    ...(virtualSize >= 0 && { virtualSize }),
    encryption: 'luks',
    fault,
  } as const
  return { summary, luks2, faults }
}

function readVersion1(window: HeadWindow): Luks {
  const size = Math.min(LUKS_HEADER_SIZE, window.source.size)
  const bytes = bytesAt(window, 0, size, 'luks', LUKS_HEADER_SIZE)
  const luks = readLuksHeader(bytes, 0)
  const fault = faultIn(() => checkLuksHeader(luks, bytes, 0))
  if (fault !== undefined) return { summary: { format: 'luks', encryption: 'luks', fault }, luks }
  const virtualSize = roundUp(window.source.size, SECTOR_SIZE) - luks.payloadOffset
  if (virtualSize < 0) {
    const found = says('the end at {{at}}', { at: window.source.size })
    throw new FormatError(
      'truncated',
      'luks.payload_offset',
      104,
      says('{{bytes}} bytes', { bytes: luks.payloadOffset }),
      found,
    )
  }
  return { summary: { format: 'luks', virtualSize, encryption: 'luks' }, luks }
}
