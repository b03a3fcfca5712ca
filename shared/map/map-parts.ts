import { isEncrypted } from '../formats/disk/map.ts'
import type { DiskExtent } from '../formats/disk/types.ts'
import type { MapExtent } from './classes.ts'

/** What its file has of a stretch, as a map shows it, and then the bytes that are lost at its end. */
export function partsOf(extent: DiskExtent, lost: number): readonly MapExtent[] {
  const { start, length, offset = 0 } = extent
  if (isEncrypted(extent)) return [{ ...extent, kind: 'encrypted' }]
  if (lost === 0) return [extent]
  const kept = length - lost
  const end: MapExtent = {
    ...extent,
    start: start + kept,
    length: lost,
    kind: 'lost',
    offset: offset + kept,
  }
  return kept === 0 ? [end] : [{ ...extent, length: kept }, end]
}
