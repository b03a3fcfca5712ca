import type { Fault } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { LayerExtent } from '../disk/types.ts'
import type { FirstFaults } from '../tables/first-faults.ts'
import { NO_END } from './descriptor.ts'
import { tableExtents } from './extents.ts'
import { geometryOf, tableLayout } from './geometry.ts'
import { l2OffsetAt } from './l1.ts'
import { OwnPlaces } from './own-places.ts'
import { Qcow2Tables } from './tables.ts'
import type { Qcow2Header } from './types.ts'

/**
 * Walks the active tables of an image for what is wrong with their entries, and for the first one
 * by which the guest's data lies over the image's own structures. Two entries for one cluster, and
 * refcounts, are a check's to find.
 */
export function walkQcow2Tables(
  source: ByteSource,
  header: Qcow2Header,
  faults: FirstFaults,
): void {
  // Where clusters lie is no secret of an encrypted image.
  const geometry = { ...geometryOf(header), encrypted: false }
  const tables = new Qcow2Tables(source, geometry)
  const places = geometry.dataFile ? undefined : new OwnPlaces(tables, header)
  const data = geometry.dataFile ? NO_END : source
  for (const extent of tableExtents(tables, 0, geometry.size, data, faults)) {
    if (places !== undefined) faults.own ??= overOwn(extent, places, tables)
    if (extent.kind === 'invalid') faults.unread ||= !isShared(extent, tables)
    if (faults.enough && (places === undefined || faults.own !== undefined)) break
  }
}

/** A table that another entry names too is not walked again here, where qemu reads it as often as asked. */
function isShared({ start, length }: LayerExtent, tables: Qcow2Tables): boolean {
  const { l2Coverage } = tableLayout(tables.geometry)
  const isWhole = start % l2Coverage === 0 && start + length >= tables.geometry.size
  if (!isWhole && length < l2Coverage) return false
  return l2OffsetAt(tables, Math.floor(start / l2Coverage)) !== undefined
}

function overOwn(
  { start, length, offset }: LayerExtent,
  places: OwnPlaces,
  tables: Qcow2Tables,
): Fault | undefined {
  if (offset === undefined) return undefined
  const found = places.within(offset, length)
  if (found === undefined) return undefined
  const at = entryAt(start + (found.offset - offset), tables)
  const expected = says('a cluster of the guest’s own')
  return faultOf(
    'invalid',
    'L2 entry',
    at,
    expected,
    says(`{{at}}, where ${found.what} is`, { at: found.offset }),
  )
}

/** Where the entry stands that maps the guest's byte at `guest`. */
function entryAt(guest: number, tables: Qcow2Tables): number {
  const { clusterSize, entryBytes, l2Coverage } = tableLayout(tables.geometry)
  const table = l2OffsetAt(tables, Math.floor(guest / l2Coverage)) ?? 0
  return table + Math.floor((guest % l2Coverage) / clusterSize) * entryBytes
}
