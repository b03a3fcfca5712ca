import { type MapEntry, mapEntry } from '../../../shared/formats/disk/map.ts'
import type { FaultSink, GuestDisk } from '../../../shared/formats/disk/types.ts'

/** The map of a disk, or of a part of it, as `qemu-img map` has it. */
export function* mapEntries(
  disk: GuestDisk,
  part: { readonly start?: number; readonly length?: number; readonly faults?: FaultSink } = {},
): Generator<MapEntry> {
  for (const extent of disk.extents(part.start, part.length, part.faults)) yield mapEntry(extent)
}
