import { crc32c } from '../../bytes/crc.ts'
import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { guidText } from '../../bytes/guid.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { checkVhdxCount, readVhdxTable } from './tables.ts'
import type { VhdxHeader, VhdxRegion } from './types.ts'

/** The first of two region tables (MS-VHDX, 2.2.3). */
const OFFSET = 192 * 1024
const CHECKSUM_OFFSET = 4
const WHAT = 'vhdx.regions'
const NAMES: Readonly<Record<string, VhdxRegion['name']>> = {
  '2dc27766-f623-4200-9d64-115e9bfd4a08': 'block-allocation-table',
  '8b7ca206-4790-4b9a-b8fe-575f050f886e': 'metadata',
}

/** The region table, in which nothing may overlap and what is required must be known. */
export function readVhdxRegions(source: ByteSource, header: VhdxHeader): readonly VhdxRegion[] {
  const bytes = readVhdxTable(source, OFFSET, WHAT, 'regi')
  const cursor = new ByteCursor(bytes, WHAT, OFFSET).skip(4)
  const checksum = cursor.u32Le()
  if (crc32c(bytes, CHECKSUM_OFFSET, 4) !== checksum) {
    throw new FormatError('invalid', WHAT, OFFSET + 4, says('the checksum of the table'), checksum)
  }
  const count = cursor.u32Le()
  checkVhdxCount(count, WHAT, OFFSET + 8)
  cursor.skip(4)
  const regions = Array.from({ length: count }, () => readRegion(cursor))
  checkOverlaps(regions, header)
  return regions
}

function readRegion(cursor: ByteCursor): VhdxRegion {
  const at = cursor.fileOffset
  const guid = guidText(cursor.borrowBytes(16))
  const offset = cursor.safeU64Le('vhdx.region.offset')
  const length = cursor.u32Le()
  const required = (cursor.u32Le() & 1) === 1
  const name = NAMES[guid] ?? 'unknown'
  if (required && name === 'unknown') {
    throw new FormatError(
      'unsupported',
      'vhdx.region',
      at,
      says('a region that is known'),
      quote(guid),
    )
  }
  return { guid, name, offset, length, required }
}

/** Where a structure lies. Bytes. */
export type VhdxPlace = Pick<VhdxRegion, 'offset' | 'length'>

/** The regions and the log, by offset. */
export function vhdxPlaces(
  regions: readonly VhdxRegion[],
  { logOffset, logLength }: VhdxHeader,
): readonly VhdxPlace[] {
  const log = { offset: Number(logOffset), length: logLength }
  return [log, ...regions].toSorted((a, b) => a.offset - b.offset)
}

/** The last of the sorted `places`, which do not overlap, that begins before `end`. */
export function lastPlaceBefore(places: readonly VhdxPlace[], end: number): VhdxPlace | undefined {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.offset ?? end) < end) low = middle + 1
    else high = middle
  }
  return places[low - 1]
}

function checkOverlaps(regions: readonly VhdxRegion[], header: VhdxHeader): void {
  let end = 0
  for (const { offset, length } of vhdxPlaces(regions, header)) {
    if (offset < end) {
      const expected = says('regions that do not overlap')
      throw new FormatError(
        'invalid',
        WHAT,
        OFFSET,
        expected,
        says('{{at}} before {{at2}}', { at: offset, at2: end }),
      )
    }
    end = Math.max(end, offset + length)
  }
}

/** The one region of a name; there must be exactly one. */
export function vhdxRegion(regions: readonly VhdxRegion[], name: VhdxRegion['name']): VhdxRegion {
  const [found, second] = regions.filter((region) => region.name === name)
  if (found !== undefined && second === undefined) return found
  const count = found === undefined ? says('none') : says('several')
  throw new FormatError(
    'invalid',
    WHAT,
    OFFSET,
    says('one region for the {{name}}', { name }),
    count,
  )
}
